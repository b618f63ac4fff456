byteprism_from_pkg_config(crypto "OpenSSL" libssl-dev libcrypto)
