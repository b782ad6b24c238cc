using Isl.Grains.Discovery.Data;
using Isl.Grains.Discovery.Searches.Constraint.Tests;
using Isl.Grains.Discovery.Searches.Estimates;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery.Searches.Constraint;

/// <summary>PC as a search: the test for the data, the class, one DAG of it, and what to know about them.</summary>
internal static class PcMethod
{
    /// <summary>A decision is called close when its p-value is within this factor of alpha.</summary>
    private const double CloseFactor = 2;

    /// <summary>The test that a question means on these data.</summary>
    public static CiTest TestFor(DiscoveryQuestion question, Dataset? data) =>
        question.CiTest != CiTest.Auto ? question.CiTest
        : data is null ? CiTest.FisherZ
        : DataKind.Of(data) switch
        {
            { IsCategorical: true } => CiTest.GSquare,
            { IsMixed: true } => CiTest.Mixed,
            _ => CiTest.FisherZ,
        };

    /// <summary>Finds the class.</summary>
    /// <exception cref="InputException">The test is one for categories, and a column holds none.</exception>
    public static GraphEstimate Run(
        SearchInput input,
        DiscoveryQuestion question,
        EdgeConstraints constraints,
        double[]? factors,
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
        var conditional = ToTest(test, input, budget.Cancellation);
        var fit = Pc.Fit(conditional, settings, budget);
        var graph = fit.Graph;
        var (directed, open) = (graph.Directed.Count(), graph.Undirected.Count() + graph.Bidirected.Count());
        var total = directed + open;
        return new GraphEstimate
        {
            Algorithm = DiscoveryAlgorithm.Pc,
            Edges = fit.Dag.Edges,
            Class = graph,
            Stop = fit.Stop,
            Iterations = fit.Depth + 1,
            Test = test,
            Tests = fit.Tests,
            PNearestAlpha = fit.NearestToAlpha,
            Settled = Settled(fit),
            IsContradicted = !fit.IsValid || fit.AgainstKnowledge.Length > 0,
            IsUntested = IsUntested(fit, constraints),
            Basis = new PcBasis(test, question.Alpha),
            Assumptions =
            [
                Assumption.Faithful,
                Assumption.NoLatentNoFeedbackNoSelection,
                test switch
                {
                    CiTest.FisherZ => Assumption.NormalDependence,
                    CiTest.Mixed => Assumption.MixedDependence,
                    _ => Assumption.Categories,
                },
            ],
            Reasons = [new PcRan(fit.Tests, fit.Depth, directed, total)],
            Caveats =
            [
                .. GraphCaveats(fit, input, question),
                .. KnowledgeCaveats(fit, input, constraints),
                .. TestCaveats(fit, input, question, constraints),
                .. conditional is TestwiseTest { MostRows: > 0 } testwise
                    ? (Finding[])[new TestwiseRows(testwise.FewestRows, testwise.MostRows, input.WithGaps!.Rows, input.Moments.Rows)]
                    : [],
            ],
        };
    }

    private static IndependenceTest ToTest(CiTest test, SearchInput input, CancellationToken cancellation)
    {
        var plain = ToPlainTest(test, input, cancellation);
        return input.WithGaps is { } gappy ? new TestwiseTest(gappy, test, DataKind.Of(input.Data!), plain.Resolution, cancellation) : plain;
    }

    private static IndependenceTest ToPlainTest(CiTest test, SearchInput input, CancellationToken cancellation)
    {
        if (test == CiTest.FisherZ)
        {
            return new FisherZ(input.Moments.Correlation, input.Order, input.Moments.Rows);
        }

        var data = input.Data
            ?? throw new ArgumentException("Tests of categories and of mixed columns need the data, not their moments.", nameof(input));
        if (test == CiTest.Mixed)
        {
            return new MixedTest(MixedColumns.Of(data, DataKind.Of(data), cancellation));
        }

        var columns = CategoricalColumns.TryOf(data, cancellation, out var refused) ?? throw NotCategories(refused.Column, refused.Levels);
        for (var column = 0; column < columns.Order; column++)
        {
            if (columns.Levels(column) > Math.Max(2, data.Rows / 2))
            {
                throw NotCategories(column, columns.Levels(column));
            }
        }

        return new ContingencyTest(columns, test == CiTest.ChiSquare ? ContingencyStatistic.ChiSquare : ContingencyStatistic.GSquare);

        InputException NotCategories(int column, int levels) =>
            new("/ci_test", new TestNeedsCategories(test, data.Variables[column], levels, data.Rows).Text);
    }

    /// <summary>The class, less the directions that colliders disagree on; null where there are none.</summary>
    private static Cpdag? Settled(PcFit fit)
    {
        if (fit.Disputed.IsEmpty)
        {
            return null;
        }

        var settled = fit.Graph.Copy();
        foreach (var (a, b) in fit.Disputed.Where(edge => !settled.IsBidirected(edge.A, edge.B)))
        {
            settled.Join(a, b);
        }

        return settled;
    }

    /// <summary>Did the rows bear no test at all, although there were pairs to test?</summary>
    private static bool IsUntested(PcFit fit, EdgeConstraints constraints) =>
        fit.Tests == 0 && fit.IsDepthLimited && fit.Dag.Edges.All().Any(edge => !constraints.IsRequired(edge.From, edge.To));

    private static IEnumerable<Finding> KnowledgeCaveats(PcFit fit, SearchInput input, EdgeConstraints constraints)
    {
        foreach (var (i, j, k, _) in fit.AgainstKnowledge.Take(Wording.MostNamed))
        {
            yield return new KnowledgeAgainstTests(
                input.Variables[i],
                input.Variables[j],
                input.Variables[k],
                input.Pairs(new[] { i, k }.Where(end => constraints.IsForbidden(end, j)).Select(end => (end, j)), " -> "));
        }
    }

    private static IEnumerable<Finding> GraphCaveats(PcFit fit, SearchInput input, DiscoveryQuestion question)
    {
        foreach (var open in ClassTraits.Open(input, fit.Graph))
        {
            yield return open;
        }

        if (!fit.IsValid)
        {
            yield return new ContradictingTests(fit.Conflicts.Total, input.Pairs(fit.Graph.Bidirected, " <-> "));
        }

        if (!fit.Disputed.IsEmpty && question.ColliderPriority != ColliderPriority.Bidirected)
        {
            yield return new DisputedDirections(
                input.Pairs(fit.Disputed, " - "),
                ByOrder: question.ColliderPriority is ColliderPriority.KeepExisting or ColliderPriority.Overwrite);
        }

        if (fit.Dag.Dropped.Length > 0)
        {
            yield return new EdgesWithoutDirection(input.Pairs(fit.Dag.Dropped, " - "));
        }
    }

    private static IEnumerable<Finding> TestCaveats(PcFit fit, SearchInput input, DiscoveryQuestion question, EdgeConstraints constraints)
    {
        if (fit.NearestToAlpha is { } p && p < question.Alpha * CloseFactor && p > question.Alpha / CloseFactor)
        {
            yield return new CloseTest(p, question.Alpha);
        }

        if (fit.SingularTests > 0)
        {
            yield return new TestsNotPossible(fit.SingularTests);
        }

        if (IsUntested(fit, constraints))
        {
            yield return new NothingTested(input.Moments.Rows);
        }
        else if (fit.IsDepthLimited)
        {
            yield return new DepthLimited(Math.Max(fit.Depth, 0), input.Moments.Rows);
        }

        if (fit.Stop != StopReason.Converged)
        {
            yield return new TestsCutShort(fit.Tests, fit.Stop == StopReason.BudgetSpent);
        }
    }
}
