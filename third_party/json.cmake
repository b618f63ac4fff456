byteprism_from_package(json "nlohmann-json" nlohmann-json3-dev nlohmann_json nlohmann_json::nlohmann_json)
