using Experiments.Tests.Experiment;

namespace Experiments.Tests.Studies.Reading;

public class StudySchemaTests
{
    private static readonly SchemaValidator s_validator = new(StudySchema.Generate(Language.English));

    [Fact]
    public void The_schema_beside_the_studies_is_the_one_that_the_types_give() =>
        Golden.Equal("experiments/claim.schema.json", StudySchema.Text(Language.English));

    [Theory]
    [MemberData(nameof(StudyFileReaderTests.Shipped), MemberType = typeof(StudyFileReaderTests))]
    public void Every_study_that_ships_is_an_instance_and_names_the_schema(string folder)
    {
        var study = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "claim.json")))!;
        Assert.True(s_validator.Accepts(study));
        Assert.Equal("../claim.schema.json", (string)study["$schema"]!);
    }

    [Theory]
    [InlineData("\"id\": \"halves\",", "")]
    [InlineData("\"id\": \"halves\"", "\"id\": \"Halves!\"")]
    [InlineData("\"expected\": 0.5", "\"expectd\": 0.5")]
    [InlineData("\"quantity\": \"last/first\"", "\"quantity\": 1")]
    [InlineData("\"en\": \"Halves.\", ", "")]
    [InlineData("\"tolerance\": \"1/10\"", "\"tolerance\": \"a tenth\"")]
    public void A_claim_that_breaks_the_schema_is_no_instance(string good, string bad)
    {
        Assert.True(s_validator.Accepts(JsonNode.Parse(StudyBench.Study(StudyBench.Claim))));
        var claim = StudyBench.Claim.Replace(good, bad, StringComparison.Ordinal);
        Assert.False(s_validator.Accepts(JsonNode.Parse(StudyBench.Study(claim))));
    }

    [Fact]
    public void The_schema_exists_in_Chinese() => Assert.Contains("相邻假设", StudySchema.Text(Language.Chinese), StringComparison.Ordinal);
}
