byteprism_from_pkg_config(glfw "GLFW" libglfw3-dev glfw3)
