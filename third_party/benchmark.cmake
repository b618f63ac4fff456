byteprism_from_package(benchmark "Google Benchmark" libbenchmark-dev benchmark benchmark::benchmark_main)
