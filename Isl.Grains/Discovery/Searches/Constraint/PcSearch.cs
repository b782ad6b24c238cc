using Isl.Grains.Discovery.Data;
using Isl.Grains.Discovery.Searches.Constraint.Tests;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Constraint;

/// <summary>PC as a search: the test for the data, the class, one DAG of it, words.</summary>
internal static class PcSearch
{
    private const int MostNamed = 5;

    /// <summary>A decision is called close when its p-value is within this factor of alpha.</summary>
    private const double CloseFactor = 2;

    /// <summary>The test that a question means on these data.</summary>
    public static CiTest TestFor(DiscoveryQuestion question, Dataset? data) =>
        question.CiTest != CiTest.Auto ? question.CiTest
        : data is not null && DataKind.Of(data).IsCategorical ? CiTest.GSquare
        : CiTest.FisherZ;

    /// <summary>Finds the class.</summary>
    /// <exception cref="InputException">The test is one for categories, and a column holds none.</exception>
    public static GraphEstimate Run(
        SearchInput input,
        DiscoveryQuestion question,
        EdgeConstraints constraints,
        WorkBudget budget)
    {
        var test = TestFor(question, input.Data);
        var settings = new PcSettings
        {
            Alpha = question.Alpha,
            Rule = question.ColliderRule,
            Priority = question.ColliderPriority,
            Constraints = constraints,
        };
        var fit = Pc.Fit(ToTest(test, input, budget.Cancellation), settings, budget);
        var graph = fit.Graph;
        var (directed, open) = (graph.Directed.Count(), graph.Undirected.Count() + graph.Bidirected.Count());
        var total = directed + open;
        var share = total == 0 ? 0.5 : (directed + (0.5 * open)) / total;
        var estimate = new GraphEstimate
        {
            Algorithm = DiscoveryAlgorithm.Pc,
            Edges = fit.Dag.Edges,
            Class = graph,
            Stop = fit.Stop,
            Iterations = fit.Depth + 1,
            Test = test,
            Tests = fit.Tests,
            PNearestAlpha = fit.NearestToAlpha,
            Confidence = share * (1 - question.Alpha) * (fit.IsValid ? 1 : 0.7) * (fit.Stop == StopReason.Converged ? 1 : 0.5),
            Basis =
                $"PC-stable (Spirtes & Glymour 1991; Colombo & Maathuis 2014) with {NameOf(test)} at α = {question.Alpha}; Meek's rules; one DAG of the class is shown in dag; weights by least squares in the data's own units.",
            Assumptions =
            [
                "Every separation in the data comes from the graph (faithfulness).",
                "There is no unobserved common cause, no feedback and no selection.",
                test == CiTest.FisherZ
                    ? "Dependence is linear and the data are about normal."
                    : "The categories are fine enough to tell dependence, and cells are filled well enough for the χ² approximation.",
            ],
        };
        estimate.Reasons.Add(
            $"PC made {fit.Tests} tests with conditioning sets of up to {Math.Max(fit.Depth, 0)} variables; {directed} of {total} edges have a direction that all DAGs of the class share.");
        estimate.Reasons.Add(
            total == 0
                ? "No pair is dependent; a confidence of about 0.5 says that an empty graph is weak evidence."
                : "Confidence is the share of settled directions (an open one counts half), times 1 − α, less where colliders conflict.");
        AddCaveats(estimate, fit, input, question);
        return estimate;
    }

    private static IndependenceTest ToTest(CiTest test, SearchInput input, CancellationToken cancellation)
    {
        if (test == CiTest.FisherZ)
        {
            return new FisherZ(input.Moments.Correlation, input.Order, input.Moments.Rows);
        }

        var data = input.Data ?? throw new ArgumentException("Tests of categories need the data, not their moments.", nameof(input));
        CategoricalColumns columns;
        try
        {
            columns = CategoricalColumns.Of(data, cancellation);
        }
        catch (ArgumentException e)
        {
            throw new InputException("/ci_test", $"{NameOf(test)} needs categories. {e.Message.Split(" (Parameter", 2)[0]} Use fisher_z.");
        }

        for (var column = 0; column < columns.Order; column++)
        {
            if (columns.Levels(column) > Math.Max(2, data.Rows / 2))
            {
                throw new InputException(
                    "/ci_test",
                    $"{NameOf(test)} needs categories, but column '{data.Variables[column]}' holds {columns.Levels(column)} distinct values in {data.Rows} rows; use fisher_z, or group its values.");
            }
        }

        return new ContingencyTest(columns, test == CiTest.ChiSquare ? ContingencyStatistic.ChiSquare : ContingencyStatistic.GSquare);
    }

    private static void AddCaveats(GraphEstimate estimate, PcFit fit, SearchInput input, DiscoveryQuestion question)
    {
        var open = fit.Graph.Undirected.ToList();
        if (open.Count > 0)
        {
            estimate.Caveats.Add(
                $"The data do not settle the direction of {Named(open, " - ")}; dag shows one way that is consistent, alternative_dags others.");
        }

        if (!fit.IsValid)
        {
            var both = fit.Graph.Bidirected.ToList();
            estimate.Caveats.Add(
                $"Some tests contradict each other ({fit.Conflicts.Total} conflicts): no DAG agrees with all of them, as with an unobserved common cause{(both.Count > 0 ? $" behind {Named(both, " <-> ")}" : "")}. dag keeps the strongest edges' directions.");
        }

        if (fit.Dag.Dropped.Length > 0)
        {
            estimate.Caveats.Add($"Prior knowledge and acyclicity leave {Named(fit.Dag.Dropped, " - ")} no direction; dag leaves it out.");
        }

        if (fit.NearestToAlpha is { } p && p < question.Alpha * CloseFactor && p > question.Alpha / CloseFactor)
        {
            estimate.Caveats.Add($"The closest test has p = {p:0.####} at α = {question.Alpha}: a slightly other α may change an edge.");
        }

        if (fit.SingularTests > 0)
        {
            estimate.Caveats.Add($"{fit.SingularTests} tests could not be made because other columns determine one of the two; the edges were kept.");
        }

        if (fit.IsDepthLimited)
        {
            estimate.Caveats.Add(
                $"Larger conditioning sets than {Math.Max(fit.Depth, 0)} were not tested, because {input.Moments.Rows} rows do not support them; edges that they would remove are still there.");
        }

        if (fit.Stop == StopReason.BudgetSpent)
        {
            estimate.Caveats.Add($"The time budget was spent after {fit.Tests} tests; edges that further tests would remove are still there.");
        }
        else if (fit.Stop == StopReason.MaxIterations)
        {
            estimate.Caveats.Add($"Testing stopped at its limit of {fit.Tests} tests; edges that further tests would remove are still there.");
        }

        string Named(IReadOnlyCollection<(int A, int B)> pairs, string mark) =>
            string.Join(", ", pairs.Take(MostNamed).Select(pair => $"{input.Variables[pair.A]}{mark}{input.Variables[pair.B]}"))
            + (pairs.Count > MostNamed ? $" and {pairs.Count - MostNamed} more" : "");
    }

    private static string NameOf(CiTest test) => test switch
    {
        CiTest.FisherZ => "Fisher's z",
        CiTest.ChiSquare => "the χ² test",
        _ => "the G² test",
    };
}
