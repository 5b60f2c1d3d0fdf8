// The default generator, the number of threads and gradient mode belong to the process: tests that draw, train and compare bits take turns.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
