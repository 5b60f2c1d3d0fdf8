using Experiments.Tests.Studies.Reading;

namespace Experiments.Tests.Studies.Pages;

public sealed class StudyPageTests : IDisposable
{
    private readonly StudyBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void The_part_has_figure_table_sources_and_nothing_else_changes()
    {
        var study = _bench.Read(StudyBench.Study(StudyBench.Claim));
        var page = Path.Combine(_bench.Folder, "README.md");
        File.WriteAllText(page, $"# My title\n\nMy text.\n\n{MarkedPart.Begin}\nold\n{MarkedPart.End}\n\nMy end.\n");
        StudyPage.Write(study, StudyMode.Quick, StudyJudge.Judge(study, _bench.Store(study, (2, 1), (100, 49), (100, 51))));
        Assert.Equal($"""
            # My title

            My text.

            {MarkedPart.Begin}
            ![Toy](figure.svg)

            Measured with the quick settings (`--quick`).

            | claim | statement | expected | measured | 95 % interval | seeds | verdict |
            | --- | --- | --- | ---: | --- | ---: | --- |
            | `halves` | Halves. | 0.5 ± 0.1 | 0.5 | 0.4752 … 0.5248 | 3 | holds |

            Sources, and origins of tolerances and limits:

            - `halves`: Algebra. Chosen.
            {MarkedPart.End}

            My end.

            """.ReplaceLineEndings("\n"), File.ReadAllText(page));
        Assert.Contains("| `halves` | 减半。 | 0.5 ± 0.1 | 0.5 | 0.4752 … 0.5248 | 3 | 成立 |",
            File.ReadAllText(Path.Combine(_bench.Folder, "README.zh-CN.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_without_a_place_is_refused() => Assert.Contains("has no place for the results",
        Assert.Throws<InputException>(() => MarkedPart.Replace("# A page", "part", "README.md")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0.5, "0.5")]
    [InlineData(1.0715749925, "1.072")]
    [InlineData(12345.678, "12350")]
    [InlineData(0.00012345, "0.0001234")]
    [InlineData(1e-20, "1e-20")]
    [InlineData(-1.5e8, "-1.5e+8")]
    [InlineData(0, "0")]
    public void A_number_has_four_digits(double value, string text) => Assert.Equal(text, StudyText.Number(value));

    // The measured numbers depend on the machine; everything else in the part follows from claim.json.
    [Theory]
    [MemberData(nameof(StudyFileReaderTests.Shipped), MemberType = typeof(StudyFileReaderTests))]
    public void The_pages_that_ship_show_every_claim_of_their_study_as_held(string folder)
    {
        var study = StudyFileReader.Read(folder);
        Assert.True(new FileInfo(Path.Combine(folder, StudyRunner.FigureName)).Length is > 1000 and < 400_000);
        foreach (var language in Enum.GetValues<Language>())
        {
            var page = File.ReadAllText(Path.Combine(folder, StudyPage.FileName(language)));
            var (begin, end) = (page.IndexOf(MarkedPart.Begin, StringComparison.Ordinal),
                page.IndexOf(MarkedPart.End, StringComparison.Ordinal));
            var part = page[begin..end].TrimEnd('\n');
            var rows = part.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split(" | "))
                .ToList();
            Assert.Equal(study.File.Claims.Select(claim => $"| `{claim.Id}`"), rows.Select(row => row[0]));
            Assert.Equal(study.File.Claims.Select(StudyText.Expected), rows.Select(row => row[2]));
            Assert.All(rows, row => Assert.Equal($"{StudyText.Verdict(ClaimVerdict.Holds, language)} |", row[^1]));
            var results = study.File.Claims.Select(claim => ClaimResult.Without(claim, ClaimVerdict.NotRun)).ToList();
            var generated = StudyPage.Part(study, StudyMode.Quick, results, language);
            var sources = generated.TrimEnd('\n')[generated.LastIndexOf("\n\n", StringComparison.Ordinal)..];
            Assert.EndsWith(sources, part, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.Chinese)]
    public void The_course_that_ships_lists_every_study(Language language)
    {
        var folder = Repository.PathOf("experiments");
        Assert.Contains(CoursePage.Part(folder, StudyFileReader.ReadAll(folder), language).TrimEnd('\n'),
            File.ReadAllText(Path.Combine(folder, StudyPage.FileName(language))), StringComparison.Ordinal);
    }
}
