using Isl.Grains.Effects.Planning;
using Isl.Grains.Effects.Samples;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Refuters;

/// <summary>A variable that the graph separates from the treatment, or from the outcome.</summary>
/// <param name="Name">The variable.</param>
/// <param name="IsOutcome">Is it an outcome that the treatment does not reach, rather than a treatment that does not reach the outcome?</param>
internal sealed record NegativeControl(string Name, bool IsOutcome);

/// <summary>Finds negative controls in a graph.</summary>
internal static class NegativeControls
{
    private const int Most = 10;

    /// <summary>The controls among the columns, outcomes first.</summary>
    public static List<NegativeControl> Find(EffectPlan plan, EffectQuestion question, ColumnCatalog catalog)
    {
        if (plan.Strategy != EffectStrategy.Backdoor || !plan.Graph.Undirected.IsEmpty)
        {
            return [];
        }

        var (graph, diagram) = (plan.Graph, new CausalDiagram(plan.Graph));
        var (treatment, outcome) = (graph.IndexOf(question.Treatment), graph.IndexOf(question.Outcome));
        int[] set = [.. plan.AdjustmentSet!.Value.Select(graph.IndexOf), .. graph.Selected];
        int[] nodes = [.. Enumerable.Range(0, graph.Nodes.Length)
            .Where(node => node != treatment && node != outcome && !set.Contains(node) && IsUsable(graph.Nodes[node]))];
        return
        [
            .. nodes.Where(node => DSeparation.IsSeparated(diagram, [treatment], [node], set))
                .Select(node => new NegativeControl(graph.Nodes[node], true))
                .Concat(nodes.Where(node => DSeparation.IsSeparated(diagram, [node], [outcome], [.. set, treatment]))
                    .Select(node => new NegativeControl(graph.Nodes[node], false)))
                .Take(Most),
        ];

        bool IsUsable(string name) => catalog.Has(name)
            && catalog.TroubleWith(name) is null
            && (!catalog.Column(name).IsCategory || catalog.Column(name).Levels.Length == 2)
            && Levels.Distinct(catalog.Column(name).Values).Length > 1;
    }
}

/// <summary>Tests the independences that negative controls stand for, with the covariates held.</summary>
internal static class NegativeControlTests
{
    private const double Alpha = 0.05;

    /// <summary>Runs it: the largest |t| against what Holm's first step allows.</summary>
    public static RefuterOutcome Run(RefuterBase refuter)
    {
        var statistics = refuter.Controls.Select(control => Statistic(refuter, control)).OfType<double>().ToList();
        if (statistics.Count == 0)
        {
            return RefuterOutcome.NotRun;
        }

        var largest = statistics.Max();
        var limit = Tails.TwoSided(1 - (Alpha / statistics.Count));
        return new RefuterOutcome(largest <= limit, largest, 0, limit, statistics.Count);
    }

    private static double? Statistic(RefuterBase refuter, NegativeControl control)
    {
        var values = refuter.Data.Columns[control.Name].Values;
        int[] rows = [.. Enumerable.Range(0, values.Length).Where(row => !double.IsNaN(values[row]))];
        var data = refuter.Data.Of(rows);
        var own = data.Columns[control.Name].Values;
        var design = Estimators.TreatmentTerms.Append(data.Design, data.Treatment);
        int[] tested = [.. Enumerable.Range(data.Design.Columns, design.Columns - data.Design.Columns)];
        var fit = control.IsOutcome
            ? LeastSquares.Fit(design, own, data.Weights)
            : LeastSquares.Fit(design.With(new DesignTerm(control.Name), own), data.Outcome, data.Weights);
        if (!control.IsOutcome)
        {
            tested = [design.Columns];
        }

        if (fit.DegreesOfFreedom < 1 || Array.Exists(tested, column => !fit.IsEstimable[column]))
        {
            return null;
        }

        // Several arms at once count as one: their p-value as that of a normal deviate.
        return Estimators.WaldTest.Of(fit, tested, data.Clusters) is { } test
            ? tested.Length == 1 ? Math.Sqrt(test.Statistic) : Tails.TwoSided(1 - Math.Clamp(test.PValue, 1e-300, 1 - 1e-12))
            : null;
    }
}
