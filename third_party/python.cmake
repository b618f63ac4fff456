# The Python that tests use: the distribution's own where there is one, since its modules (NumPy) are installed there.
find_program(BYTEPRISM_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)
find_program(BYTEPRISM_PYTHON python3)
byteprism_need(BYTEPRISM_PYTHON "Python 3" python3)
