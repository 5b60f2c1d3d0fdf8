// No parallel tests: commands in this process share its console and current folder, and test.sh uses the other core.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
