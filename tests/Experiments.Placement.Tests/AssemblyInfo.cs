// The device's counters, the default generators and the number of threads belong to the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
