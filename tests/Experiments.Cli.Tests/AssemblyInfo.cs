// test.sh keeps both cores busy with a second test host; and verbs that run in this process share its console and its current folder.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
