using NetArchTest.Rules;

namespace Experiments.Tests.Architecture
{
    public class RoomsTests
    {
        // The rooms (namespaces) that each room may use. A room may also use all rooms that these rooms may use. Two rooms may not use each
        // other.
        private static readonly (string Room, string[] MayUse)[] s_arrows =
        [
            ("Errors", []),
            ("Serialization", ["Errors"]),
            ("Options", ["Serialization"]),
            ("Scripts", []),
            ("Statistics", ["Options"]),
            ("Figures", ["Statistics"]),
            ("Native", ["Options"]),
            ("Data", ["Options", "Scripts"]),
            ("Models", ["Options", "Native", "Scripts"]),
            ("Initialization", ["Models"]),
            ("Training", ["Data", "Models"]),
            ("Signal", ["Training", "Initialization"]),
            ("Experiment", ["Signal"]),
            ("Probe", ["Experiment", "Figures"]),
            ("Runs", ["Probe"]),
            ("Export", ["Runs"]),
            ("Sweeps", ["Runs"]),
            ("Comparison", ["Sweeps", "Statistics"]),
            ("Reports", ["Comparison", "Figures"]),
            ("Studies", ["Reports"]),
        ];

        private const int MostFiles = 25;

        private static string SourceFolder { get; } = Repository.PathOf("src", "Experiments");

        public static TheoryData<string> Rooms => [.. s_arrows.Select(arrow => arrow.Room)];

        [Theory]
        [MemberData(nameof(Rooms))]
        public void A_room_uses_only_what_the_table_allows(string room) => Assert.Empty(Violations(typeof(InputException).Assembly, room));

        [Fact]
        public void A_planted_violation_is_found()
        {
            Assert.Equal(["Experiments.Data.Planted.Careless"], Violations(typeof(RoomsTests).Assembly, "Data"));
        }

        [Fact]
        public void No_room_may_use_itself_by_a_detour() =>
            Assert.All(s_arrows, arrow => Assert.DoesNotContain(arrow.Room, Allowed(arrow.Room)));

        [Fact]
        public void The_table_has_every_room_and_no_other() =>
            Assert.Equal(Directory.GetDirectories(SourceFolder).Where(HasCode).Select(Path.GetFileName).Order(),
                s_arrows.Select(arrow => arrow.Room).Order());

        [Theory]
        [InlineData("rooms.md")]
        [InlineData("rooms.zh-CN.md")]
        public void The_documentation_has_the_table(string page) => Assert.Equal(
            s_arrows.Select(arrow => $"`{arrow.Room}`: {string.Join(", ", arrow.MayUse.Select(other => $"`{other}`"))}"),
            File.ReadAllLines(Repository.PathOf("docs", page)).Where(line => line.StartsWith("| `", StringComparison.Ordinal))
                .Select(line => line.Split('|')).Select(cells => $"{cells[1].Trim()}: {cells[3].Trim()}"));

        [Fact]
        public void A_file_has_the_namespace_of_its_room()
        {
            Assert.All(
                Directory.GetFiles(SourceFolder, "*.cs", SearchOption.AllDirectories)
                    .Where(file => !Path.GetRelativePath(SourceFolder, file).StartsWith("obj", StringComparison.Ordinal)),
                file => Assert.True(IsAtHome(Path.GetRelativePath(SourceFolder, file), File.ReadAllText(file)), file));
            Assert.False(IsAtHome("Data/Stray.cs", "namespace Experiments.Runs;"));
            Assert.False(IsAtHome("Data/Stray.cs", "namespace Experiments;"));
        }

        [Fact]
        public void No_folder_has_more_files_than_a_reader_can_survey() => Assert.All(
            Directory.GetDirectories(SourceFolder, "*", SearchOption.AllDirectories),
            folder => Assert.True(Directory.GetFiles(folder, "*.cs").Length <= MostFiles,
                $"{folder} has more than {MostFiles} files: give it sub-folders that mean something."));

        // Whether a room contains code. The folder Texts contains no code.
        private static bool HasCode(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Any();

        private static bool IsAtHome(string file, string text) =>
            $"{text.Split("namespace ")[^1].Split(';')[0]}.".StartsWith($"Experiments.{file.Split('/', '\\')[0]}.",
                StringComparison.Ordinal);

        private static IEnumerable<string> Violations(System.Reflection.Assembly assembly, string room)
        {
            string[] forbidden = [.. s_arrows.Select(arrow => arrow.Room).Except(Allowed(room)).Where(other => other != room)
                .Select(other => $"Experiments.{other}")];
            return Types.InAssembly(assembly).That().ResideInNamespace($"Experiments.{room}").ShouldNot().HaveDependencyOnAny(forbidden)
                .GetResult().FailingTypes
                    .Select(type => type.FullName).Order();
        }

        private static HashSet<string> Allowed(string room)
        {
            var allowed = new HashSet<string>();
            var open = new Queue<string>(s_arrows.Single(arrow => arrow.Room == room).MayUse);
            while (open.TryDequeue(out var next))
            {
                if (allowed.Add(next))
                    s_arrows.Single(arrow => arrow.Room == next).MayUse.ToList().ForEach(open.Enqueue);
            }
            return allowed;
        }
    }
}

namespace Experiments.Data.Planted
{
    /// <summary>This class uses a room that its own room may not use, and only inside a method.</summary>
    internal static class Careless
    {
        public static object Summary() => new List<Runs.RunStatus> { Runs.RunStatus.Completed };
    }
}
