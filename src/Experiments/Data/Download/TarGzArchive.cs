using System.Formats.Tar;
using System.IO.Compression;

namespace Experiments.Data.Download;

/// <summary>
/// Unpacks an untrusted tar.gz archive. Only plain files and folders under one folder are permitted, and the numbers of entries and bytes
/// are limited. Links, devices and paths outside the folder are forbidden. The archive is unpacked into a temporary folder; at the end,
/// this folder is renamed, or deleted after an error.
/// </summary>
internal static class TarGzArchive
{
    /// <summary>Unpacks <paramref name="archive"/> to <c>root/contents.Folder</c>, which must not exist yet.</summary>
    /// <exception cref="InputException">The archive is damaged or has forbidden contents, or the disk is full. No files are
    /// left.</exception>
    /// <exception cref="OperationCanceledException">The user cancelled. No files are left.</exception>
    public static void Unpack(string archive, string root, ArchiveContents contents, CancellationToken cancellation)
    {
        var temporary = Path.Combine(root, $".unpacking-{contents.Folder}");
        try
        {
            RemoveFolder(temporary);
            Directory.CreateDirectory(temporary);
            using (var stream = File.OpenRead(archive))
                Extract(stream, temporary, contents, cancellation);
            Check(archive, Path.Combine(temporary, contents.Folder), contents);
            Directory.Move(Path.Combine(temporary, contents.Folder), Path.Combine(root, contents.Folder));
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new InputException($"{archive}: the archive is damaged: {failure.Message.TrimEnd('.')}.");
        }
        catch (ForbiddenEntry forbidden)
        {
            throw new InputException($"{archive}: the archive {forbidden.Message}, so it is not unpacked.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{archive}: the archive can't be unpacked into '{root}': {failure.Message.TrimEnd('.')}.");
        }
        finally
        {
            RemoveFolder(temporary);
        }
    }

    private static void Extract(Stream packed, string folder, ArchiveContents contents, CancellationToken cancellation)
    {
        using var content = new GZipStream(packed, CompressionMode.Decompress);
        using var reader = new TarReader(content);
        var (entries, bytes) = (0, 0L);
        while (reader.GetNextEntry() is { } entry)
        {
            cancellation.ThrowIfCancellationRequested();
            if (++entries > contents.MaximumEntries)
                throw new ForbiddenEntry($"has more than {contents.MaximumEntries} entries");
            if (entry.EntryType == TarEntryType.GlobalExtendedAttributes)
                continue;
            var path = Path.Combine(folder, Inside(entry.Name, contents.Folder));
            switch (entry.EntryType)
            {
                case TarEntryType.Directory:
                    Directory.CreateDirectory(path);
                    break;
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                    if ((bytes += entry.Length) > contents.MaximumBytes)
                        throw new ForbiddenEntry($"unpacks to more than {contents.MaximumBytes} bytes");
                    Write(entry, path, cancellation);
                    break;
                default:
                    throw new ForbiddenEntry($"contains '{entry.Name}', which is neither a file nor a folder ({entry.EntryType})");
            }
        }
    }

    // Returns the entry's path under the folder, with this system's separators.
    private static string Inside(string name, string folder)
    {
        var parts = name.Split('/').Where(part => part.Length > 0 && part != ".").ToArray();
        if (name.StartsWith('/') || parts.Length == 0 || parts[0] != folder
            || parts.Any(part => part == ".." || part.AsSpan().IndexOfAny(@"\:" + "\0") >= 0))
            throw new ForbiddenEntry($"contains '{name}', which is outside '{folder}'");
        return Path.Combine(parts);
    }

    private static void Write(TarEntry entry, string path, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        var buffer = new byte[1 << 16];
        for (var left = entry.Length; left > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            var read = entry.DataStream!.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            if (read == 0)
                throw new EndOfStreamException($"'{entry.Name}' is cut off");
            file.Write(buffer, 0, read);
            left -= read;
        }
    }

    private static void Check(string archive, string folder, ArchiveContents contents)
    {
        if (contents.Files.FirstOrDefault(name => !File.Exists(Path.Combine(folder, name))) is { } lacking)
            throw new InputException($"{archive}: the archive lacks {contents.Folder}/{lacking}.");
    }

    private static void RemoveFolder(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private sealed class ForbiddenEntry(string message) : Exception(message);
}
