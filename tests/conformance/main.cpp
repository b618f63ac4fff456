// byteprism-oracle: answers requests of the oracle protocol from standard input, one line at once.

#include <iostream>
#include <string>

#include "tests/conformance/oracle.hpp"

int main() {
    std::ios::sync_with_stdio(false);
    byteprism::oracle::Oracle oracle;
    for (std::string line; std::getline(std::cin, line);) std::cout << oracle.answer(line) << '\n' << std::flush;
}
