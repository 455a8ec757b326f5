# Completions of stretch for bash. They are asked of the program itself once Tab is pressed, so that your own
# files are among them and nothing is run when a shell starts.
eval "$(COMPLETE=bash stretch 2>/dev/null)"
