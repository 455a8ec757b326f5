# UNTRIED: nobody has built this yet. It has to be copied to the top of the repository.
{
  description = "Guided stretching for the terminal";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      systems = [
        "x86_64-linux"
        "aarch64-linux"
        "x86_64-darwin"
        "aarch64-darwin"
      ];
      each = nixpkgs.lib.genAttrs systems;
    in
    {
      packages = each (
        system:
        let
          pkgs = nixpkgs.legacyPackages.${system};
        in
        {
          default = pkgs.rustPlatform.buildRustPackage {
            pname = "stretch-cli";
            version = "0.1.0";
            src = self;
            cargoLock.lockFile = ./Cargo.lock;
            nativeBuildInputs = [ pkgs.installShellFiles ];
            # The tests start shells and pseudo-terminals, which a sandbox has not.
            doCheck = false;
            postInstall = ''
              cargo run --release --locked --example manual -- man
              installManPage man/*
              installShellCompletion \
                --bash --name stretch packaging/completions/stretch.bash \
                --zsh packaging/completions/_stretch \
                --fish packaging/completions/stretch.fish
            '';
            meta.mainProgram = "stretch";
          };
        }
      );
    };
}
