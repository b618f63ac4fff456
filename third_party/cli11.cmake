byteprism_from_package(cli11 "CLI11" libcli11-dev CLI11 CLI11::CLI11)
