# UNTRIED: nobody has built this yet. ADDRESS is the address of the repository, and sha256 that of its archive.
class Stretch < Formula
  desc "Guided stretching for the terminal"
  homepage "ADDRESS"
  url "ADDRESS/archive/refs/tags/v0.1.0.tar.gz"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license any_of: ["MIT", "Apache-2.0"]

  depends_on "rust" => :build

  def install
    system "cargo", "install", *std_cargo_args
    system "cargo", "run", "--release", "--locked", "--example", "manual", "--", "man"
    man1.install Dir["man/*.1"]
    man5.install Dir["man/*.5"]
    bash_completion.install "packaging/completions/stretch.bash" => "stretch"
    zsh_completion.install "packaging/completions/_stretch"
    fish_completion.install "packaging/completions/stretch.fish"
  end

  test do
    assert_match "stretch #{version}", shell_output("#{bin}/stretch --version")
    assert_match "neck-release", shell_output("#{bin}/stretch list neck")
  end
end
