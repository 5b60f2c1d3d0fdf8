namespace Experiments.Tests.Serialization;

public sealed class FileLockTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("experiments-lock-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Lock => Path.Combine(_folder, "a.lock");

    [Fact]
    public void A_lock_is_taken_by_one_alone_until_it_is_let_go_of()
    {
        using (FileLock.TryTake(Lock))
        {
            Assert.Null(FileLock.TryTake(Lock));
            Assert.True(FileLock.IsHeld(Lock));
        }

        Assert.False(FileLock.IsHeld(Lock));
        Assert.NotNull(FileLock.TryTake(Lock, FileOptions.DeleteOnClose));
    }

    [Fact]
    public void Where_the_folder_is_not_there_that_is_said_and_not_that_another_process_has_the_lock() =>
        Assert.Throws<DirectoryNotFoundException>(() => FileLock.TryTake(Path.Combine(_folder, "nowhere", "a.lock")));

    // No user can write to the file of a running program, so this file behaves like a file on a read-only file system.
    [SkippableFact]
    public void A_file_that_can_not_be_written_is_not_taken_for_one_that_another_process_has()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/bin/sleep"), "a running program's file can't be opened for writing on Linux");
        File.Copy("/bin/sleep", Lock);
        using var running = Process.Start(Lock, "60");
        try
        {
            Assert.ThrowsAny<IOException>(() => FileLock.TryTake(Lock));
            Assert.False(FileLock.IsHeld(Lock));
            using var reader = new FileStream(Lock, FileMode.Open, FileAccess.Read, FileShare.None);
            Assert.True(FileLock.IsHeld(Lock));
        }
        finally
        {
            running.Kill();
            running.WaitForExit();
        }
    }
}
