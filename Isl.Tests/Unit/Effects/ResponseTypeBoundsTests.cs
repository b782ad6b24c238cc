using System.Collections.Immutable;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Sensitivity;
using Isl.Grains.Sensitivity;
using static Isl.Tests.Unit.Effects.EffectQuestions;

namespace Isl.Tests.Unit.Effects;

/// <summary>Bounds by response types beside an effect that the graph does not identify.</summary>
public sealed class ResponseTypeBoundsTests
{
    private static readonly CausalGraph Instrument = Graph(["T", "Y", "Z"], [("Z", "T"), ("T", "Y")], ("T", "Y"));
    private static readonly CausalGraph Hidden = Graph(["M", "T", "Y"], [("T", "M"), ("M", "Y")], ("T", "M"), ("M", "Y"));

    [Fact]
    public void Bounds_OfAnInstrument_AreTheClosedForm()
    {
        var bounds = Bounds(Answer(Ask(Instrument, Spec(EstimatorName.Iv)), Columns("Z")));

        Assert.True(bounds["response_types"].Sharp);
        Assert.Equal(bounds["instrument"].Lower, bounds["response_types"].Lower, 1e-6);
        Assert.Equal(bounds["instrument"].Upper, bounds["response_types"].Upper, 1e-6);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Bounds_OfAnUnidentifiedEffect_AreThoseOfTheSensitivityAnalysis_ForWeightsOfAnyScale(bool weighted)
    {
        var columns = Columns("M");
        (string Name, double[] Values) weights = ("W", [.. columns[0].Values.Select((_, i) => 7.0 * (1 + (i % 3)))]);
        var question = weighted ? Ask(Hidden) with { Weights = new WeightColumn("W", WeightKind.Sampling) } : Ask(Hidden);

        var bounds = Bounds(Answer(question, [.. columns, weights]));

        var rows = new Dataset(["M", "T", "Y", "W"], weights.Values.Length, [.. columns.Append(weights).SelectMany(column => column.Values)]);
        var report = Assert.Single(BoundsAnswer.Of(
            new BoundsQuestion(
                "T", "Y", null, null, null, null, weighted ? "W" : null, [], null, Hidden, [BoundsKind.ResponseTypes], TableReading.Plain),
            rows,
            default));
        Assert.Equal(report.Lower!.Value, bounds["response_types"].Lower, 1e-6);
        Assert.Equal(report.Upper!.Value, bounds["response_types"].Upper, 1e-6);
        Assert.InRange(bounds["response_types"].Lower, bounds["no_assumptions"].Lower - 1e-6, bounds["response_types"].Upper);
        Assert.InRange(bounds["response_types"].Upper, bounds["response_types"].Lower, bounds["no_assumptions"].Upper + 1e-6);
    }

    [Fact]
    public void Bounds_OfAColumnWithGapsOrManyValues_AreLeftOut()
    {
        var columns = Columns("M");
        double[] gaps = [.. columns[0].Values.Select((value, i) => i == 5 ? double.NaN : value)];
        double[] amounts = [.. columns[0].Values.Select((value, i) => value + (0.001 * i))];

        Assert.DoesNotContain("response_types", Bounds(Answer(Ask(Hidden), [("M", gaps), columns[1], columns[2]])).Keys);
        Assert.DoesNotContain("response_types", Bounds(Answer(Ask(Hidden), [("M", amounts), columns[1], columns[2]])).Keys);
    }

    private static ImmutableDictionary<string, EffectBounds> Bounds(EffectResult result) =>
        result.Bounds!.Value.ToImmutableDictionary(bounds => bounds.Kind);

    /// <summary>The third column, T and Y: the first moves T or stands between T and Y, and something hidden moves all but an instrument.</summary>
    private static (string Name, double[] Values)[] Columns(string third)
    {
        const int count = 2_000;
        var random = new Random(3);
        var (other, t, y) = (new double[count], new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            var (hidden, own) = (random.NextDouble() < 0.5, random.NextDouble() < 0.5);
            if (third == "Z")
            {
                other[i] = own ? 1 : 0;
                t[i] = random.NextDouble() < (own ? 0.7 : 0.2) + (hidden ? 0.2 : 0) ? 1 : 0;
                y[i] = random.NextDouble() < 0.2 + (0.4 * t[i]) + (hidden ? 0.3 : 0) ? 1 : 0;
            }
            else
            {
                t[i] = random.NextDouble() < (hidden ? 0.7 : 0.3) ? 1 : 0;
                other[i] = random.NextDouble() < 0.2 + (0.4 * t[i]) + (hidden ? 0.3 : 0) ? 1 : 0;
                y[i] = random.NextDouble() < 0.1 + (0.5 * other[i]) + (own ? 0.3 : 0) ? 1 : 0;
            }
        }

        return [(third, other), ("T", t), ("Y", y)];
    }
}
