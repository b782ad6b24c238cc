using System.Diagnostics;
using System.Globalization;
using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models.Distributions;
using static Isl.Tests.Unit.Counterfactuals.ExampleModels;

namespace Isl.Tests.Unit.Counterfactuals;

public sealed class PlanShelfTests
{
    private static readonly StructuralModel Model = Of("T ~ student_t(5)", "Y = 2 * T + noise | student_t(5)");

    [Fact]
    public async Task Get_SeveralPartsAtOnce_ShareOnePlan()
    {
        var shelf = new PlanShelf();
        var specs = Enumerable.Range(0, 8).Select(_ => Spec(Model, "Y")).ToArray();

        var plans = await Task.WhenAll(
            specs.Select(spec => Task.Run(() => shelf.Get(spec, CancellationToken.None), TestContext.Current.CancellationToken)));

        Assert.All(plans, plan => Assert.Same(plans[0], plan));
        Assert.Equal((1, 1), (shelf.Count, shelf.Distributions.Count));
    }

    [Fact]
    public void Get_AHeldPlan_GivesTheBytesOfAFreshOne()
    {
        var spec = Spec(Model, "Y", 100_000) with { Worlds = [Intervention.None, Do(("T", InterventionKind.Set, 1))], Ranked = 2 };
        var shelf = new PlanShelf();
        shelf.Get(spec, TestContext.Current.CancellationToken);

        var held = shelf.Get(spec with { Model = Of("T ~ student_t(5)", "Y = 2 * T + noise | student_t(5)") }, TestContext.Current.CancellationToken);

        var (a, b) = (held.SimulateChunk(1, CancellationToken.None), Plan(spec).SimulateChunk(1, CancellationToken.None));
        Assert.True(a.Sums.Span.SequenceEqual(b.Sums.Span));
        Assert.True(a.Collected.Span.SequenceEqual(b.Collected.Span));
        Assert.Equal(a.Best, b.Best);
    }

    [Fact]
    public void Get_SpecificationsThatDiffer_HavePlansOfTheirOwn()
    {
        var (shelf, spec) = (new PlanShelf(), Spec(Model, "Y"));
        SimulationSpec[] others =
        [
            spec,
            spec with { Seed = 2 },
            spec with { Samples = 30_000 },
            spec with { Outputs = ["Y"] },
            spec with { Worlds = [Do(("T", InterventionKind.Set, 1))] },
            spec with { Evidence = [new VariableValue("T", 1)] },
            spec with { Contrasts = [new Contrast([new(0, 2)])] },
            spec with { Contrasts = [new Contrast([new(0, 3)])] },
            spec with { Ranked = 1 },
            spec with { Model = Of("T ~ student_t(6)", "Y = 2 * T + noise | student_t(5)") },
        ];

        foreach (var other in others)
        {
            shelf.Get(other, TestContext.Current.CancellationToken);
        }

        Assert.Equal(others.Length, shelf.Count);
    }

    [Fact]
    public void Get_AnEquationSentAsText_IsNotAnsweredWithAnObjectsPointers()
    {
        var (shelf, text) = (new PlanShelf(), Spec(Of("X ~ normal(0, 1)", "Y = X"), "Y"));
        var asObject = text with
        {
            Model = text.Model with { Equations = [.. text.Model.Equations.Select(equation => equation with { IsText = false })] },
        };

        Assert.Equal("/model/equations/Y", shelf.Get(text, TestContext.Current.CancellationToken).Model.FormulaPath("Y"));
        Assert.Equal("/model/equations/Y/formula", shelf.Get(asObject, TestContext.Current.CancellationToken).Model.FormulaPath("Y"));
    }

    [Fact]
    public void Get_MorePlansThanItHolds_DropsTheOldest()
    {
        var shelf = new PlanShelf(mostEntries: 2);

        for (var seed = 0UL; seed < 5; seed++)
        {
            shelf.Get(Spec(Model, "Y", seed: seed), TestContext.Current.CancellationToken);
        }

        Assert.Equal(2, shelf.Count);
    }

    [Fact]
    public void Get_CancelledWhileTablesAreBuilt_StopsAndHoldsNothing()
    {
        var lines = Enumerable.Range(0, 900).Select(i => string.Create(CultureInfo.InvariantCulture, $"T{i} ~ student_t({3 + (i * 0.01)})"));
        var model = Of([.. lines, $"Y = {string.Join(" + ", Enumerable.Range(0, 900).Select(i => $"T{i}"))}"]);
        var (shelf, spec) = (new PlanShelf(), Spec(model, "Y") with { Outputs = ["Y"] });
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var watch = Stopwatch.StartNew();

        Assert.ThrowsAny<OperationCanceledException>(() => shelf.Get(spec, soon.Token));

        Assert.Equal(0, shelf.Count);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 2.5); // all tables take longer
    }

    [Fact]
    public void Prepare_Cancelled_LeavesTheTableToTheNext()
    {
        var spec = DistributionParser.Parse("gamma(2, 3)", "");
        var (stopped, fresh) = (Distribution.Create(spec), Distribution.Create(spec));

        Assert.Throws<OperationCanceledException>(() => stopped.Prepare(new CancellationToken(true)));

        stopped.Prepare(CancellationToken.None);
        Assert.Equal(fresh.Quantile(0.3), stopped.Quantile(0.3));
    }

    [Fact]
    public void Find_HundredScenariosOfManyChanges_IsQuickAndStops()
    {
        var model = Compiled(Of([.. Enumerable.Range(0, 150).Select(i => $"X{i}")]));
        var scenarios = Enumerable
            .Range(0, 100)
            .Select(i => Do([.. Enumerable.Range(0, 150).Select(k => ($"X{k}", InterventionKind.Set, (double)(i + k + 1)))]))
            .ToList();
        var watch = Stopwatch.StartNew();

        Assert.Empty(ScenarioPairs.Find(model, scenarios, out _, CancellationToken.None));

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10); // minutes when every pair is compared change by change
        Assert.Throws<OperationCanceledException>(() => ScenarioPairs.Find(model, scenarios, out _, new CancellationToken(true)));
    }
}
