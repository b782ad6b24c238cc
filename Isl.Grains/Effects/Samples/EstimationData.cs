using System.Collections.Immutable;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Samples;

/// <summary>The rows used, as estimators see them: in an order that depends on their content alone.</summary>
internal sealed record EstimationData
{
    /// <summary>Rows n.</summary>
    public required int Rows { get; init; }

    /// <summary>The treatment.</summary>
    public required TreatmentColumn Treatment { get; init; }

    /// <summary>The outcome; a level that counts as 1 is 1.</summary>
    public required double[] Outcome { get; init; }

    /// <summary>Does the outcome hold 0 and 1 only?</summary>
    public required bool IsBinaryOutcome { get; init; }

    /// <summary>The outcome's name.</summary>
    public required string OutcomeName { get; init; }

    /// <summary>What is adjusted for, by name; flags of filled gaps behind their column.</summary>
    public required ImmutableArray<DesignColumn> Covariates { get; init; }

    /// <summary>All columns in use by name, the covariates among them.</summary>
    public required IReadOnlyDictionary<string, DesignColumn> Columns { get; init; }

    /// <summary>Sampling weights; empty for none.</summary>
    public double[] Weights { get; init; } = [];

    /// <summary>The cluster of each row, from 0; empty for none.</summary>
    public int[] Clusters { get; init; } = [];

    /// <summary>The covariates as a design.</summary>
    public DesignMatrix Design => field ??= DesignMatrix.Of(Rows, Covariates);

    /// <summary>Σ w.</summary>
    public double TotalWeight => Weights.Length == 0 ? Rows : Weights.Sum();

    /// <summary>The weight of a row.</summary>
    public double Weight(int row) => Weights.Length == 0 ? 1 : Weights[row];

    /// <summary>The same of the rows listed; a row may be listed more than once. Covariates and columns are not copied.</summary>
    public EstimationData Of(int[] rows)
    {
        var choice = new RowChoice(rows);
        var columns = Columns.ToDictionary(pair => pair.Key, pair => pair.Value.Of(choice), StringComparer.Ordinal);
        return new EstimationData
        {
            Rows = rows.Length,
            Treatment = Treatment.Of(rows),
            Outcome = Pick(Outcome, rows),
            IsBinaryOutcome = IsBinaryOutcome,
            OutcomeName = OutcomeName,
            Covariates = [.. Covariates.Select(column => columns.GetValueOrDefault(column.Name) ?? column.Of(choice))],
            Columns = columns,
            Weights = Weights.Length == 0 ? [] : Pick(Weights, rows),
            Clusters = Clusters.Length == 0 ? [] : ClusterNumbers.Of(rows, Clusters),
        };
    }

    /// <summary>The same in memory of its own: for few rows that are read many times.</summary>
    public EstimationData Copied()
    {
        var columns = Columns.ToDictionary(pair => pair.Key, pair => pair.Value.Copied(), StringComparer.Ordinal);
        return this with
        {
            Covariates = [.. Covariates.Select(column => columns.GetValueOrDefault(column.Name) ?? column.Copied())],
            Columns = columns,
        };
    }

    /// <summary>The same with another outcome.</summary>
    public EstimationData WithOutcome(double[] outcome, bool isBinary = false) => this with { Outcome = outcome, IsBinaryOutcome = isBinary };

    /// <summary>The same with another treatment.</summary>
    public EstimationData WithTreatment(TreatmentColumn treatment) => this with { Treatment = treatment };

    /// <summary>The same with other covariates.</summary>
    public EstimationData WithCovariates(ImmutableArray<DesignColumn> covariates) => new()
    {
        Rows = Rows,
        Treatment = Treatment,
        Outcome = Outcome,
        IsBinaryOutcome = IsBinaryOutcome,
        OutcomeName = OutcomeName,
        Covariates = covariates,
        Columns = Columns,
        Weights = Weights,
        Clusters = Clusters,
    };

    private static double[] Pick(double[] values, int[] rows)
    {
        var picked = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            picked[i] = values[rows[i]];
        }

        return picked;
    }
}
