# Completions of stretch for fish. They are asked of the program itself once Tab is pressed, so that your own
# files are among them and nothing is run when a shell starts.
COMPLETE=fish stretch 2>/dev/null | source
