byteprism_from_package(astcenc "astcenc" libastcenc-dev astcenc astcenc::astcenc)
