namespace Experiments.Tests.Errors;

public sealed class TypedCommandTests : IDisposable
{
    private readonly string? _before = Environment.GetEnvironmentVariable(TypedCommand.Variable);

    public void Dispose() => Environment.SetEnvironmentVariable(TypedCommand.Variable, _before);

    [Theory]
    [InlineData("./run.sh", "./run.sh check a.json")]
    [InlineData(@".\run.ps1", @".\run.ps1 check a.json")]
    [InlineData("& 'C:\\my programs\\run.ps1'", "& 'C:\\my programs\\run.ps1' check a.json")]
    [InlineData("", "experiments check a.json")]
    [InlineData(null, "experiments check a.json")]
    public void A_command_begins_as_the_program_was_started(string? started, string command)
    {
        Environment.SetEnvironmentVariable(TypedCommand.Variable, started);
        Assert.Equal(command, TypedCommand.Of("check a.json"));
    }

    [Fact]
    public void What_only_the_script_can_do_names_the_script()
    {
        Environment.SetEnvironmentVariable(TypedCommand.Variable, "../run.sh");
        Assert.Equal("'../run.sh --torch packages doctor'", TypedCommand.OfScript("--torch packages doctor"));
        Environment.SetEnvironmentVariable(TypedCommand.Variable, null);
        Assert.Equal(
            OperatingSystem.IsWindows() ? @"'.\run.ps1 doctor' in the project's folder" : "'./run.sh doctor' in the project's folder",
            TypedCommand.OfScript("doctor"));
    }
}
