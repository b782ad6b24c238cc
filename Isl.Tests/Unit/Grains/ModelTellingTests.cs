using Isl.Grains.Answering;
using Isl.Grains.Grains;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Attribution;
using Isl.Grains.Interfaces.Fitting;

namespace Isl.Tests.Unit.Grains;

/// <summary>What an answer tells of a model that was fitted for it.</summary>
public sealed class ModelTellingTests
{
    private const string Model = """{"variables":["X"],"equations":{},"distributions":{}}""";

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("the fit was slow", null, "the fit was slow")]
    [InlineData(null, "the draws were slow", "the draws were slow")]
    [InlineData("the fit was slow", "the draws were slow", "the draws were slow")]
    public async Task SimplerMethod_OfTheFitOrTheAnswer_IsTold(string? fit, string? answer, string? told)
    {
        var telling = Answering(answer).Telling(new FittedFirst(Model, fit));

        var result = Assert.IsType<OutlierResult>(await telling.Run(null!));
        var simpler = Assert.IsType<OutlierResult>(telling.Fallbacks[0].Run("no time", TestContext.Current.CancellationToken));

        Assert.Equal(told, result.DegradedReason);
        Assert.Equal("no time", simpler.DegradedReason);
        Assert.Equal(["X"], result.Model!.Variables);
        Assert.Equal(["X"], simpler.Model!.Variables);
    }

    [Fact]
    public void ModelThatWasSent_IsNotTold()
    {
        var computation = Answering(null);

        Assert.Same(computation, computation.Telling(null));
    }

    private static Computation Answering(string? reason) => new(
        "service", null, "operation", _ => Task.FromResult<AnalysisResult>(Result(reason)), [new Fallback("simpler", (why, _) => Result(why))]);

    private static OutlierResult Result(string? reason) => new()
    {
        Completion = Completion.Of(reason),
        Explanation = new Explanation("", "", "", [], [], 1),
        Kind = "outlier",
        Outcome = "X",
        Value = 1,
        Score = 1,
        ScoreError = null,
        AtLeast = false,
        Median = 0,
        Contributions = [],
        Draws = 1,
        Orders = null,
        ModelHash = "",
        Seed = 1,
    };
}
