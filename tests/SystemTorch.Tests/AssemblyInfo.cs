// The default generator and the number of live tensors belong to the process: tests that run side by side would disturb each other's.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
