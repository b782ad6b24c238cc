using Isl.Grains.Interfaces.Effects;
using static Isl.Tests.Unit.Effects.EffectQuestions;

namespace Isl.Tests.Unit.Effects;

/// <summary>What must hold between estimators, and between a table and the same table written otherwise.</summary>
public class EffectIdentityTests
{
    [Fact]
    public void Dml_OneFoldAndLinearModels_IsTheCoefficient()
    {
        var result = Answer(
            Ask(Confounded, Spec(EstimatorName.Dml, "dml"), Spec(EstimatorName.Regression, "ols")), Rows(300, 1, isBinary: false));

        Assert.Equal(result.Value("ols"), result.Value("dml"), 1e-9);
        Assert.Equal("dml", result.Effect!.Estimator);
    }

    [Fact]
    public void SaturatedCovariate_AllWaysOfStandardising_Agree()
    {
        var rows = Rows(400, 2).With("A", a => a > 0.5 ? 1 : 0).With("B", _ => 0).With("Y", y => y > 1 ? 1 : 0);
        var graph = Graph(["A", "T", "Y"], [("A", "T"), ("A", "Y"), ("T", "Y")]);

        var result = Answer(
            Ask(
                graph,
                Spec(EstimatorName.GComputation, "g"),
                Spec(EstimatorName.Ipw, "ipw"),
                Spec(EstimatorName.Aipw, "aipw"),
                Spec(EstimatorName.PlugIn, "plug")),
            rows);

        foreach (var id in new[] { "ipw", "aipw", "plug" })
        {
            Assert.Equal(result.Value("g"), result.Value(id), 1e-8);
        }
    }

    [Fact]
    public void Weights_Stabilised_ChangeTheirReportAndNoHajekValue()
    {
        var ipw = Spec(EstimatorName.Ipw);
        var result = Answer(
            Ask(
                Confounded,
                ipw with { Id = "hajek" },
                ipw with { Id = "stable", Stabilise = true },
                ipw with { Id = "ht", Normalisation = WeightNormalisation.HorvitzThompson }),
            Rows(300, 3));

        Assert.Equal(result.Value("hajek"), result.Value("stable"), 1e-12);
        Assert.NotEqual(result.Value("hajek"), result.Value("ht"), 1e-6);
        Assert.Equal(1, result.Estimates[1].Diagnostics!.Weights!.Mean, 0.05);
    }

    [Theory]
    [InlineData(EstimatorName.GComputation)]
    [InlineData(EstimatorName.Ipw)]
    [InlineData(EstimatorName.Aipw)]
    [InlineData(EstimatorName.Matching)]
    public void Arms_Swapped_TurnTheSignAndTreatedIntoUntreated(EstimatorName name)
    {
        var rows = Rows(250, 4);
        var question = Ask(Confounded, Spec(name, "att") with { Estimand = EffectEstimand.Att }, Spec(name, "ate"));
        var swapped = question with
        {
            Contrast = new LevelContrast("1", "0"),
            Estimators = [Spec(name, "atc") with { Estimand = EffectEstimand.Atc }, Spec(name, "ate")],
        };

        var (one, other) = (Answer(question, rows), Answer(swapped, rows));

        Assert.Equal(one.Value("ate"), -other.Value("ate"), 1e-9);
        Assert.Equal(one.Value("att"), -other.Value("atc"), 1e-9);
    }

    [Fact]
    public void GComputation_OfAll_IsTheMixtureOfTreatedAndUntreated()
    {
        var rows = Rows(350, 5);
        var g = Spec(EstimatorName.GComputation);
        var result = Answer(
            Ask(
                Confounded,
                g with { Id = "ate" },
                g with { Id = "att", Estimand = EffectEstimand.Att },
                g with { Id = "atc", Estimand = EffectEstimand.Atc }),
            rows);
        var share = rows[2].Values.Average();

        Assert.Equal((share * result.Value("att")) + ((1 - share) * result.Value("atc")), result.Value("ate"), 1e-9);
    }

    [Fact]
    public void Treatment_InTenths_HasTenTimesTheEffectAndError()
    {
        var rows = Rows(200, 6, isBinary: false);
        var question = Ask(Confounded, Spec(EstimatorName.Regression));

        var (plain, tenths, moved) = (
            Answer(question, rows), Answer(question, rows.With("T", t => t / 10)), Answer(question, rows.With("Y", y => y + 1000)));

        Assert.Equal(10, tenths.Value() / plain.Value(), 1e-9);
        Assert.Equal(10, tenths.Estimates[0].StandardError!.Value / plain.Estimates[0].StandardError!.Value, 1e-9);
        Assert.Equal(plain.Value(), moved.Value(), 1e-9);
    }

    [Fact]
    public void OneInstrument_IsTheWaldRatioInsideItsAndersonRubinSet()
    {
        var random = new Random(7);
        var (z, t, y) = (new double[400], new double[400], new double[400]);
        for (var i = 0; i < z.Length; i++)
        {
            var hidden = random.NextDouble();
            (z[i], t[i]) = (random.Next(2), hidden + random.NextDouble());
            t[i] += z[i];
            y[i] = (2 * t[i]) + (3 * hidden) + random.NextDouble();
        }

        var graph = Graph(["T", "Y", "Z"], [("Z", "T"), ("T", "Y")], ("T", "Y"));
        var result = Answer(Ask(graph, Spec(EstimatorName.Iv)), ("Z", z), ("T", t), ("Y", y));

        var wald = (Mean(y, 1) - Mean(y, 0)) / (Mean(t, 1) - Mean(t, 0));
        var set = result.Estimates[0].Diagnostics!.AndersonRubin!;
        Assert.Equal(wald, result.Value(), 1e-9);
        Assert.Equal("interval", set.Kind);
        Assert.InRange(result.Value(), set.Lower!.Value, set.Upper!.Value);

        double Mean(double[] values, int level) => values.Where((_, i) => z[i] == level).Average();
    }

    [Fact]
    public void Weights_OfFrequency_AreRepeatedRows_AndOfSampling_HaveNoScale()
    {
        var rows = Rows(120, 8);
        double[] times = [.. Enumerable.Range(0, 120).Select(i => (double)(i % 3))];
        var repeated = rows.Select(column =>
            (column.Name, column.Values.SelectMany((value, i) => Enumerable.Repeat(value, (int)times[i])).ToArray()));
        EstimatorSpec[] specs =
        [
            Spec(EstimatorName.Regression, "ols"),
            Spec(EstimatorName.GComputation, "g"),
            Spec(EstimatorName.Ipw, "ipw"),
            Spec(EstimatorName.Aipw, "aipw"),
        ];
        var question = Ask(Confounded, specs);

        var frequency = Answer(question with { Weights = new WeightColumn("W", WeightKind.Frequency) }, [.. rows, ("W", times)]);
        var plain = Answer(question, [.. repeated]);
        var sampling = Answer(question with { Weights = new WeightColumn("W", WeightKind.Sampling) }, [.. rows, ("W", times)]);
        var seven = Answer(
            question with { Weights = new WeightColumn("W", WeightKind.Sampling) }, [.. rows, ("W", [.. times.Select(weight => 7 * weight)])]);

        Assert.Equal(times.Sum(), frequency.Sample.Used);
        for (var i = 0; i < specs.Length; i++)
        {
            Assert.Equal(plain.Estimates[i].Value!.Value, frequency.Estimates[i].Value!.Value, 1e-9);
            Assert.Equal(plain.Estimates[i].StandardError!.Value, frequency.Estimates[i].StandardError!.Value, 1e-9);
            Assert.Equal(sampling.Estimates[i].Value!.Value, seven.Estimates[i].Value!.Value, 1e-9);
            Assert.Equal(sampling.Estimates[i].StandardError!.Value, seven.Estimates[i].StandardError!.Value, 1e-9);
        }
    }

    [Fact]
    public void Refuters_ChangeNoEstimate()
    {
        // Z is a negative control: looked at besides, it must not move the folds.
        var rows = Rows(200, 10);
        var random = new Random(10);
        rows = [.. rows, ("Z", [.. Enumerable.Range(0, 200).Select(_ => random.NextDouble())])];
        var graph = Graph(["A", "B", "T", "Y", "Z"], [("A", "T"), ("B", "T"), ("A", "Y"), ("B", "Y"), ("T", "Y"), ("Z", "A")]);
        var question = Ask(graph, Spec(EstimatorName.Aipw, "aipw") with { Folds = 5 }) with { AdjustmentSet = ["A", "B"] };

        Assert.Equal(
            Answer(question, rows).Value("aipw"), Answer(question with { Refuters = [RefuterName.NegativeControls] }, rows).Value("aipw"));
    }

    [Fact]
    public void Resamples_OutOfTime_GiveWayToTheFormulaAndAreTold()
    {
        var rows = Rows(120, 12);
        var spec = Spec(EstimatorName.Regression);
        var data = new Isl.Grains.Interfaces.Discovery.Dataset(
            [.. rows.Select(column => column.Name)], 120, [.. rows.SelectMany(column => column.Values)]);

        var cut = Isl.Grains.Effects.EffectAnswer.Compute(
            data, "00", Ask(Confounded, spec with { Se = StandardErrorKind.Bootstrap }), Isl.Grains.Numerics.WorkBudget.Unlimited, new(true));

        Assert.Equal(Answer(Ask(Confounded, spec), rows).Estimates[0].StandardError, cut.Estimates[0].StandardError);
        Assert.Equal("hc1", cut.Estimates[0].SeType);
        Assert.True(cut.Degraded);
        Assert.True(cut.Completion.IsCutShort);
    }

    [Fact]
    public void OutcomeThatCausesTheTreatment_HasNoEffectAndNoInternalError()
    {
        var rows = Rows(60, 11);

        var result = Answer(Ask(Graph(["T", "Y"], [("Y", "T")])) with { Estimators = null }, rows);

        Assert.Null(result.Effect);
        Assert.Contains("no effect", result.Explanation.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void HiddenCause_WithoutColumn_GivesNoNumberAndNamesIt()
    {
        var rows = Rows(60, 9).Where(column => column.Name != "A").ToArray();

        var result = Answer(Ask(Confounded, Spec(EstimatorName.Aipw)), rows);

        Assert.Null(result.Effect);
        Assert.Empty(result.Estimates);
        Assert.Contains("A has no column", result.Identification.Reason, StringComparison.Ordinal);
    }
}
