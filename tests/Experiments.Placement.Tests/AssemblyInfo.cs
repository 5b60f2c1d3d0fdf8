// The device's counters, the default generators and the number of threads are global to the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
