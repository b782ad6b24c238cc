using System.Net;

namespace Isl.Tests.Api;

public sealed class PathsTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    private const string Paths = "/api/v1/causal/paths";

    [Fact]
    public async Task Paths_KindsAndBlockers_AreTold()
    {
        var answer = await api.AskAsync(
            Paths,
            """{"dag": "X -> M -> Y; X <- Z -> Y; X -> C <- Y", "treatment": "X", "outcome": "Y", "given": ["Z"]}""");

        Assert.Equal(
            ["X -> C <- Y noncausal False [\"C\"]", "X -> M -> Y causal True []", "X <- Z -> Y backdoor False [\"Z\"]"],
            answer
                .GetProperty("paths")
                .EnumerateArray()
                .Select(path =>
                    $"{path.GetProperty("text").GetString()} {path.GetProperty("kind").GetString()} "
                    + $"{path.GetProperty("open").GetBoolean()} {path.GetProperty("blocked_by").GetRawText()}")
        );
        Assert.False(answer.GetProperty("d_separated").GetBoolean());
        Assert.Equal("1", answer.GetProperty("causal_path_count").GetString());
        Assert.False(answer.GetProperty("truncated").GetBoolean());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public async Task Paths_MaxPathsOutOfRange_Is400(int maxPaths)
    {
        using var response = await api.PostAsync(Paths, $$"""{"dag": "X -> Y", "treatment": "X", "outcome": "Y", "max_paths": {{maxPaths}}}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            "/max_paths",
            (await IslApiFactory.ReadAsync(response)).GetProperty("details").GetProperty("errors")[0].GetProperty("path").GetString());
    }

    [Fact]
    public async Task Paths_FailingEnumeration_FallsBackAndCountsAgainstItsCircuit()
    {
        api.Faults.Fault = (operation, _) =>
        {
            if (operation == "find_paths")
            {
                throw new InvalidOperationException("injected");
            }
        };
        var answer = await api.AskAsync(Paths, """{"dag": "X -> Y <- W -> X", "treatment": "X", "outcome": "Y"}""");
        api.Faults.Fault = null;
        var circuit = (await api.GetAsync("/health/circuit-breakers")).GetProperty("circuit_breakers").GetProperty("path_analysis");

        Assert.True(answer.GetProperty("degraded").GetBoolean());
        Assert.Equal(2, answer.GetProperty("paths").GetArrayLength());
        Assert.False(answer.GetProperty("d_separated").GetBoolean());
        Assert.Equal(1, circuit.GetProperty("failure_count").GetInt32());
    }
}
