byteprism_from_package(gtest "GoogleTest" libgtest-dev GTest GTest::gtest_main)
