byteprism_from_pkg_config(pcre2 "PCRE2" libpcre2-dev libpcre2-8)
