# The OpenGL loader, generated here from the specification that the package brings (--reproducible: offline).
find_program(GLAD glad)
byteprism_need(GLAD "glad 2" python3-glad)
set(glad_dir ${CMAKE_CURRENT_BINARY_DIR}/glad)
add_custom_command(
    OUTPUT ${glad_dir}/src/gl.c ${glad_dir}/include/glad/gl.h ${glad_dir}/include/KHR/khrplatform.h
    COMMAND ${GLAD} --quiet --reproducible --api gl:core=3.3 --extensions GL_KHR_debug --out-path ${glad_dir} c
    COMMENT "Generating the OpenGL loader"
    VERBATIM)
add_library(byteprism_glad STATIC ${glad_dir}/src/gl.c)
target_include_directories(byteprism_glad SYSTEM PUBLIC ${glad_dir}/include)
add_library(byteprism::glad ALIAS byteprism_glad)
