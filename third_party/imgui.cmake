# Debian compiles the GLFW and OpenGL3 backends and the FreeType rasteriser into the one library.
byteprism_from_pkg_config(imgui "Dear ImGui" libimgui-dev imgui stb freetype2)
