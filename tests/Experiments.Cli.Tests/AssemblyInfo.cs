// Tests do not run in parallel: all commands in this process use the same console and current folder, and test.sh uses the second core.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
