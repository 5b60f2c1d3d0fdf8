// The default generator, the number of threads and the gradient mode are global to the process. Tests that draw, train and compare bits
// must therefore not run in parallel.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
