using Isl.Grains.Effects.Estimators;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Refuters;

/// <summary>The headline's estimator with linear models, on few enough rows to run it many times.</summary>
internal sealed class RefuterBase
{
    /// <summary>Most rows; they stand in the order of their hashes, so the first are a fair choice.</summary>
    private const int MostRows = 20_000;

    /// <summary>Fewest rows of a larger table.</summary>
    private const int FewestRows = 3_000;

    /// <summary>Cells of the design from which fewer rows are taken: an answer makes some four hundred fits.</summary>
    private const int MostCells = 60_000;

    /// <summary>Fewest draws that say anything.</summary>
    private const int FewestDraws = 20;

    private readonly EstimatorSpec _spec;
    private readonly EstimatorRow _row;

    /// <summary>Prepares the estimator.</summary>
    public RefuterBase(EstimationContext context, EffectQuestion question, EstimatorSpec spec, List<NegativeControl> controls)
    {
        Question = question;
        Strategy = context.Plan.Strategy!.Value;
        Controls = controls;
        Draws = question.RefuteDraws;
        var rows = Math.Clamp(MostCells / context.Data.Design.Columns, FewestRows, MostRows);
        IsPart = context.Data.Rows > rows;
        Context = IsPart ? context.With(context.Data.Of([.. Enumerable.Range(0, rows)]).Copied()) : context;
        _spec = Simple(spec);
        _row = EstimatorTable.Of(spec.Name);
        var own = Estimate(Context.Data);
        (Value, StandardError) = own ?? (double.NaN, double.NaN);
    }

    /// <summary>The question.</summary>
    public EffectQuestion Question { get; }

    /// <summary>The criterion.</summary>
    public EffectStrategy Strategy { get; }

    /// <summary>The rows used.</summary>
    public EstimationContext Context { get; }

    /// <summary>The rows used.</summary>
    public EstimationData Data => Context.Data;

    /// <summary>Are they a part of the rows only?</summary>
    public bool IsPart { get; }

    /// <summary>Outcomes and treatments that the graph separates.</summary>
    public List<NegativeControl> Controls { get; }

    /// <summary>Draws wanted.</summary>
    public int Draws { get; }

    /// <summary>The estimate on these rows.</summary>
    public double Value { get; }

    /// <summary>Its standard error.</summary>
    public double StandardError { get; }

    /// <summary>Random numbers for a purpose.</summary>
    public CounterRandom Random(string purpose) => new((ulong)Context.Seed, CounterRandom.StreamOf(purpose, "refuters"));

    /// <summary>The estimate on other rows, with its standard error; null where it cannot be made.</summary>
    public (double Value, double StandardError)? Estimate(EstimationData data)
    {
        if (Enumerable.Range(0, data.Treatment.Levels.Length).Any(arm => !data.Treatment.Arms.Contains(arm)))
        {
            return null;
        }

        try
        {
            var pair = _row.Run(Context.With(data, keepsPropensity: IsOnlyOutcome(data)), _spec).Pairs[0];
            var error = pair.StandardError
                ?? (pair.Contributions is { } own ? Math.Sqrt(RowSums.Variance(own, data.Clusters)) : double.NaN);
            return double.IsFinite(pair.Value) && double.IsFinite(error) ? (pair.Value, error) : null;
        }
        catch (InputException)
        {
            return null;
        }
    }

    /// <summary>Estimates on as many variants of the rows as there are draws; null where time ran out first.</summary>
    public List<(double Value, double StandardError)>? Draw(Func<int, EstimationData> variant)
    {
        var found = new List<(double, double)>(Draws);
        for (var draw = 0; draw < Draws; draw++)
        {
            Context.Budget.ThrowIfCancelled();
            if (Context.Budget.IsSpent)
            {
                return null;
            }

            if (Estimate(variant(draw)) is { } one)
            {
                found.Add(one);
            }
        }

        return found.Count < Math.Min(FewestDraws, Draws) ? null : found;
    }

    /// <summary>A shuffle of the rows.</summary>
    public int[] Shuffle(string purpose, int draw)
    {
        var random = Random(purpose);
        var order = new int[Data.Rows];
        for (var i = 0; i < order.Length; i++)
        {
            var other = random.Below((uint)draw, (uint)i, i + 1);
            order[i] = order[other];
            order[other] = i;
        }

        return order;
    }

    /// <summary>With the same treatment and covariates the propensities are those of before.</summary>
    private bool IsOnlyOutcome(EstimationData data) => data.Treatment == Data.Treatment && data.Design == Data.Design;

    private static EstimatorSpec Simple(EstimatorSpec spec) => spec with
    {
        OutcomeModel = spec.OutcomeModel is NuisanceModel.Logistic or NuisanceModel.Saturated ? spec.OutcomeModel : NuisanceModel.Linear,
        PropensityModel = NuisanceModel.Logistic,
        TreatmentModel = NuisanceModel.Linear,
        Scale = EffectScale.Difference,
        Folds = 1,
        Repeats = 1,
        Se = spec.Se == StandardErrorKind.Bootstrap ? StandardErrorKind.Hc1 : spec.Se,
    };
}

/// <summary>Figures of draws.</summary>
internal static class DrawFigures
{
    /// <summary>Mean and standard deviation; equal draws have deviation 0.</summary>
    public static (double Mean, double Deviation) Of(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return (mean, values.Count < 2 ? 0 : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)));
    }
}
