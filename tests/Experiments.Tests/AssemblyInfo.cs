// The default generator, the number of threads and the gradient mode are global to the process. So tests that draw, train and compare bits
// must not run in parallel.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
