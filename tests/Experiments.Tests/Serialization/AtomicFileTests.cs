namespace Experiments.Tests.Serialization;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("experiments-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_new_text_replaces_the_old_and_nothing_else_is_left()
    {
        var path = Path.Combine(_folder, "a.json");
        AtomicFile.Write(path, "old");
        AtomicFile.Write(path, "new");

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_write_that_fails_half_way_leaves_the_old_file_and_no_other()
    {
        var path = Path.Combine(_folder, "a.json");
        AtomicFile.Write(path, "old");

        Assert.Throws<IOException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new IOException("the disk is full");
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Files_are_forced_beside_one_another_and_a_missing_one_is_left_out()
    {
        var paths = new[] { "a", "b" }.Select(name => Path.Combine(_folder, name)).ToList();
        paths.ForEach(path => AtomicFile.Write(path, "text", isForced: false));
        using var meeting = new Barrier(2);
        // Each write waits until the other write has started. If the writes were made one after another, they would never end.
        var met = 0;
        void Meet()
        {
            if (meeting.SignalAndWait(TimeSpan.FromMinutes(1)))
                Interlocked.Increment(ref met);
        }

        AtomicFile.Force([.. paths, Path.Combine(_folder, "missing")], Meet, Meet);

        Assert.Equal(2, met);
        Assert.Equal(["text", "text"], paths.Select(File.ReadAllText));
    }

    [Fact]
    public void A_file_that_can_not_be_forced_is_an_error_and_the_others_are_forced()
    {
        var forced = 0;
        var error = Assert.Throws<IOException>(() => AtomicFile.Force([], () => throw new IOException("the disk is full"),
            () => Interlocked.Increment(ref forced)));
        Assert.Equal("the disk is full", error.Message);
        Assert.Equal(1, forced);
    }
}
