byteprism_from_pkg_config(highway "Highway" libhwy-dev libhwy)
