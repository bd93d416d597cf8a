"""What `placement bench` runs: public benchmarks and races for the core."""
