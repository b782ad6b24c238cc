using System.Numerics.Tensors;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Estimators;

/// <summary>The front-door formula: the way to the mediators times the way from them, with the treatment held.</summary>
internal static class FrontDoorFormula
{
    /// <summary>Estimates.</summary>
    /// <exception cref="InputException">The columns do not allow the model.</exception>
    public static EstimatorDraft Run(EstimationContext context, EstimatorSpec spec) =>
        spec.OutcomeModel == NuisanceModel.Saturated ? Saturated(context, spec) : Linear(context, spec);

    private static EstimatorDraft Saturated(EstimationContext context, EstimatorSpec spec)
    {
        if (!context.Data.Treatment.HasArms)
        {
            throw new InputException(
                "/estimators", $"front_door with outcome_model saturated needs levels, and {context.Data.Treatment.Name} is a number; use linear.");
        }

        var formula = Identification.CriterionEstimand.FrontDoor(
            Interfaces.Identification.CausalQuery.Of([context.Data.Treatment.Name], [context.Data.OutcomeName]), context.Plan.FrontDoorSet!.Value);
        var draft = PlugIn.Evaluate(context, formula.Estimand!);
        return draft with { Diagnostics = draft.Diagnostics with { Mediators = context.Plan.FrontDoorSet, OutcomeModel = NuisanceModel.Saturated } };
    }

    private static EstimatorDraft Linear(EstimationContext context, EstimatorSpec spec)
    {
        var data = context.Data;
        var names = context.Plan.FrontDoorSet!.Value;
        var mediators = DesignMatrix.Of(data.Rows, [.. names.Select(name => data.Columns[name])]);
        var toMediators = TreatmentTerms.Append(DesignMatrix.Of(data.Rows, []), data.Treatment);
        var behind = TreatmentTerms.Append(mediators, data.Treatment);
        var outcome = LeastSquares.Fit(behind, data.Outcome, data.Weights);
        if (outcome.DegreesOfFreedom < 1)
        {
            throw new InputException(SampleRows.Place, $"{data.Rows} rows are too few for {outcome.Rank} columns; send more of them.");
        }

        LeastSquaresFit[] first = [.. Enumerable.Range(1, mediators.Columns - 1)
            .Select(j => LeastSquares.Fit(toMediators, mediators.Column(j), data.Weights))];
        var kind = ErrorKinds.Of(spec, data);
        var formula = ErrorKinds.Formula(kind);
        var pairs = context.Contrast.Pairs.Select(pair => Product(data, pair, first, outcome, formula));
        return new EstimatorDraft(
            [.. pairs],
            ErrorKinds.Text(kind),
            new EstimateDiagnostics { Mediators = names, OutcomeModel = NuisanceModel.Linear },
            []);
    }

    private static PairDraft Product(EstimationData data, ArmPair pair, LeastSquaresFit[] first, LeastSquaresFit outcome, ErrorKind kind)
    {
        var value = 0.0;
        var (before, behind) = (new double[data.Rows], new double[data.Rows]);
        for (var m = 0; m < first.Length; m++)
        {
            var to = TreatmentTerms.Gradient(first[m].Design, 1, pair);
            var from = new double[outcome.Design.Columns];
            from[m + 1] = 1;
            var (a, b) = (TensorPrimitives.Dot<double>(to, first[m].Coefficients), outcome.Coefficients[m + 1]);
            value += a * b;
            var (ofA, ofB) = (first[m].Contributions(to), outcome.Contributions(from));
            for (var i = 0; i < before.Length; i++)
            {
                before[i] += b * ofA[i];
                behind[i] += a * ofB[i];
            }
        }

        // The delta method; both ways are estimated from residuals that have nothing in common, so their errors add up as variances.
        var error = kind == ErrorKind.Classical
            ? Math.Sqrt(Enumerable.Range(0, first.Length).Sum(m => Squared(pair, first[m], outcome, m)))
            : Math.Sqrt((Variance(before) + Variance(behind)) * (kind == ErrorKind.Hc1 ? data.Rows / (double)outcome.DegreesOfFreedom : 1));
        return new PairDraft
        {
            Value = value,
            Contributions = [.. before.Zip(behind, (x, y) => x + y)],
            StandardError = error,
            DegreesOfFreedom = kind == ErrorKind.Cluster ? data.Clusters.Max() : double.PositiveInfinity,
        };

        double Variance(double[] contributions) => RowSums.Variance(contributions, kind == ErrorKind.Cluster ? data.Clusters : default);
    }

    private static double Squared(ArmPair pair, LeastSquaresFit first, LeastSquaresFit outcome, int mediator)
    {
        var to = TreatmentTerms.Gradient(first.Design, 1, pair);
        var (a, b) = (TensorPrimitives.Dot<double>(to, first.Coefficients), outcome.Coefficients[mediator + 1]);
        var (errorA, errorB) = (first.StandardError(to, ErrorKind.Classical), outcome.StandardError(mediator + 1, ErrorKind.Classical));
        return (b * b * errorA * errorA) + (a * a * errorB * errorB);
    }
}
