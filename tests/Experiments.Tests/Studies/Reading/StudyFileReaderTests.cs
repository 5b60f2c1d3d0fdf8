namespace Experiments.Tests.Studies.Reading;

public sealed class StudyFileReaderTests : IDisposable
{
    private readonly StudyBench _bench = new();

    public void Dispose() => _bench.Dispose();

    public static TheoryData<string> Shipped => [.. Directory.GetFiles(Repository.PathOf("experiments"), "claim.json",
        SearchOption.AllDirectories).Select(file => Path.GetDirectoryName(file)!)];

    [Fact]
    public void A_study_has_measurements_and_claims()
    {
        var study = _bench.Read(StudyBench.Study(StudyBench.Claim));
        Assert.Equal("toy", study.Name);
        Assert.Equal(("玩具", 3, 20), (study.File.Title.In(Language.Chinese), study.File.Probes[0].Quick.Seeds,
            study.File.Probes[0].Full.Seeds));
        var claim = Assert.Single(study.File.Claims);
        Assert.Equal((0.4, 0.6), (claim.Low, claim.High));
    }

    [Theory]
    [InlineData("\"quantity\": \"last/first\"", "\"quantity\": \"last/fist\"",
        "claim 'halves': quantity \"last/fist\": at character 6 'fist' is not known; the names are last, first, pi; did you mean 'first'?")]
    [InlineData("\"quantity\": \"last/first\"", "\"quantity\": \"first\"",
        "claim 'halves': the value 'last' is not used in quantity; use it or remove it.")]
    [InlineData("signal/toy/1/pre", "singal/toy/1/pre", "'singal' is not a measurement (signal); did you mean 'signal'?")]
    [InlineData("1/pre_activation_var", "1/pre_activation_vra", "'pre_activation_vra' is not a quantity of a probe (")]
    [InlineData("1/pre_activation_var", "1/pre_activation_vra", "; did you mean 'pre_activation_var'?")]
    [InlineData("signal/toy/1/pre_activation_var", "signal/toy/pre_activation_var", "a probe needs MEASUREMENT/LABEL/LAYER/QUANTITY")]
    [InlineData("signal/toy/1/pre_activation_var", "signal", "it needs parts separated by '/'")]
    [InlineData("\"expected\": 0.5,", "\"expectd\": 0.5,", "did you mean 'expected'?")]
    [InlineData("\"tolerance\": \"1/10\",", "", "claim 'halves': expected and tolerance belong together; give both or none.")]
    [InlineData("\"tolerance\": \"1/10\",", "\"tolerance\": -1,", "claim 'halves': tolerance is -1; a number of 0 or more is expected.")]
    [InlineData("\"tolerance\": \"1/10\",", "\"tolerance\": 0.5,",
        "claim 'halves': the accepted range contains the neighbour, so the claim can't reject it; use a smaller tolerance.")]
    [InlineData("\"tolerance\": \"1/10\",", "\"tolerance\": 0.1, \"at_least\": 0,",
        "claim 'halves': give either expected with tolerance, or at_least or at_most.")]
    [InlineData("\"expected\": 0.5, \"tolerance\": \"1/10\",", "\"at_least\": 2, \"at_most\": 1,",
        "claim 'halves': at_least is above at_most, so no value is accepted.")]
    [InlineData("\"id\": \"halves\",", "", "id is missing")]
    [InlineData("\"origin\": { \"en\": \"Chosen.\", \"zh-CN\": \"选定。\" }", "\"origin\": { \"en\": \"Chosen.\" }", "zh-CN is missing")]
    public void A_wrong_claim_is_refused_with_a_sentence(string good, string bad, string sentence)
    {
        Assert.Contains(good, StudyBench.Claim, StringComparison.Ordinal);
        Assert.Contains(_bench.MistakesOf(StudyBench.Study(StudyBench.Claim.Replace(good, bad, StringComparison.Ordinal))),
            mistake => mistake.Contains(sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"toy.json\"", "\"tot.json\"", "the file 'tot.json' does not exist in '")]
    [InlineData("\"toy.json\"", "\"tot.json\"", "; did you mean 'toy.json'?")]
    [InlineData("signal/variance.svg", "signals/variance.svg", "did you mean 'signal'?")]
    [InlineData("\"probes\"", "\"probs\"", "did you mean 'probes'?")]
    [InlineData("\"quick\": { \"seeds\": 3 }", "\"quick\": { \"seeds\": 0 }", "a whole number from 1 to 1000 is expected")]
    public void A_wrong_measurement_is_refused_with_a_sentence(string good, string bad, string sentence) => Assert.Contains(
        _bench.MistakesOf(StudyBench.Study(StudyBench.Claim).Replace(good, bad, StringComparison.Ordinal)),
        mistake => mistake.Contains(sentence, StringComparison.Ordinal));

    [Fact]
    public void Two_claims_need_different_ids() => Assert.Contains(
        _bench.MistakesOf(StudyBench.Study($"{StudyBench.Claim}, {StudyBench.Claim}")),
        mistake => mistake.EndsWith("two claims have the id 'halves'; give one of them another name.", StringComparison.Ordinal));

    [Fact]
    public void An_unknown_study_gets_the_nearest_name()
    {
        _bench.Read(StudyBench.Study(StudyBench.Claim));
        var mistake = Assert.Throws<InputException>(() => StudyFileReader.Read(_bench.Root, ["toi"]));
        Assert.Contains("did you mean 'toy'?", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Every_study_that_ships_is_read_and_its_claims_can_fail(string folder)
    {
        var study = StudyFileReader.Read(folder);
        // A claim with an expected value names a neighbouring hypothesis or is an exact zero.
        Assert.All(study.File.Claims.Where(claim => claim.Expected is not null), claim =>
            Assert.True(claim.Neighbour is not null || claim.Low.Equals(claim.High), claim.Id));
    }

    [Fact]
    public void The_studies_that_ship_have_different_places_in_the_course()
    {
        var studies = StudyFileReader.ReadAll(Repository.PathOf("experiments"));
        Assert.Equal(studies.Count, studies.Select(study => study.File.Order).Distinct().Count());
    }
}
