namespace Experiments.Tests.Data;

public class DataRootsTests
{
    private static IReadOnlyList<string> Of(string? option, Dictionary<string, string> environment, string current = "/work",
        string program = "/opt/program", bool windows = false) =>
            DataRoots.Of(option, environment.GetValueOrDefault, current, program, windows);

    [Fact]
    public void The_option_comes_first_then_the_variable_then_data_then_the_cache_then_the_systems()
    {
        using var folder = new TemporaryFolder();
        var joined = string.Join(Path.PathSeparator, "/a", "/b");
        Assert.Equal(
            [folder.Path, "/a", "/b", "/work/data", "/home/me/.cache/experiments", "/usr/share/datasets"],
            Of(folder.Path, new() { ["EXPERIMENTS_DATA"] = joined, ["HOME"] = "/home/me" }));
    }

    [Fact]
    public void The_cache_follows_XDG() =>
        Assert.Contains("/c/experiments", Of(null, new() { ["XDG_CACHE_HOME"] = "/c", ["HOME"] = "/home/me" }));

    [Fact]
    public void The_cache_of_Windows_is_local_application_data()
    {
        var roots = Of(null, new() { ["LOCALAPPDATA"] = "/local", ["HOME"] = "/home/me" }, windows: true);
        Assert.Equal(["/work/data", Path.Combine("/local", "experiments")], roots);
    }

    [Fact]
    public void A_program_inside_the_repository_finds_the_repositorys_data()
    {
        using var folder = new TemporaryFolder();
        folder.Write("data/digits/x", "");
        folder.Write("data/ames/x", "");
        folder.Write("artifacts/data/other/x", "");
        var program = Directory.CreateDirectory(folder.File("artifacts/bin/release")).FullName;
        var roots = Of(null, [], program: program);
        Assert.Contains(folder.File("data"), roots);
        Assert.DoesNotContain(folder.File("artifacts/data"), roots);
    }

    [Fact]
    public void The_sets_that_ship_are_found_from_any_current_folder() =>
        Assert.Contains(DataRoots.Of(null, _ => null, "/", AppContext.BaseDirectory, windows: false),
            root => File.Exists(Path.Combine(root, "digits", "digits.csv.gz")));

    [Fact]
    public void A_relative_option_is_taken_from_the_current_folder()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("sets"));
        Assert.Equal(folder.File("sets"), Of("sets", [], current: folder.Path)[0]);
    }

    [Theory]
    [InlineData("/no/such/folder", "--data: there is no folder '/no/such/folder'.")]
    [InlineData(" ", "--data is empty; give the name of a folder.")]
    public void An_option_that_is_no_folder_is_refused(string option, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<InputException>(() => Of(option, [])).Message);

    [Fact]
    public void A_folder_is_searched_once() => Assert.Single(Of(null, new() { ["EXPERIMENTS_DATA"] = "/work/data" }), "/work/data");

    [Theory]
    [InlineData("sets", "/a:/b", "/home/me", "/work/sets")]
    [InlineData(null, "/a:/b", "/home/me", "/a")]
    [InlineData(null, null, "/home/me", "/home/me/.cache/experiments")]
    [InlineData(null, null, null, "/work/data")]
    public void What_is_fetched_goes_to_the_option_the_variable_the_cache_or_the_current_folder(string? option, string? variable,
        string? home, string expected) =>
            Assert.Equal(expected, DataRoots.ForFetching(option,
                name => name == "EXPERIMENTS_DATA" ? variable : name == "HOME" ? home : null,
                "/work", windows: false));

    [Fact]
    public void A_blank_root_is_refused_and_not_taken_as_none() => Assert.Equal(
        "--root is empty; give the name of a folder.",
        Assert.Throws<InputException>(() => DataRoots.ForFetching("", _ => null, "/work", windows: false)).Message);

    [Fact]
    public void What_is_fetched_is_found_again()
    {
        foreach (var variable in new[] { "/a:/b", null })
        {
            string? Environment(string name) => name == "EXPERIMENTS_DATA" ? variable : name == "HOME" ? "/home/me" : null;
            Assert.Contains(DataRoots.ForFetching(null, Environment, "/work", windows: false),
                DataRoots.Of(null, Environment, "/work", "/program", windows: false));
        }
    }
}
