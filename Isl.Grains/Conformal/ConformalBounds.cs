namespace Isl.Grains.Conformal;

/// <summary>A prediction interval.</summary>
/// <param name="PointEstimate">The prediction it was made for.</param>
/// <param name="Lower">Lower bound; −∞ when there are too few points.</param>
/// <param name="Upper">Upper bound; ∞ when there are too few points.</param>
/// <param name="ResidualQuantile">The absolute residual at the upper rank; ∞ when there are too few points.</param>
public readonly record struct ConformalBounds(double PointEstimate, double Lower, double Upper, double ResidualQuantile)
{
    /// <summary>Are both bounds numbers?</summary>
    public bool IsFinite => double.IsFinite(Lower) && double.IsFinite(Upper);
}

/// <summary>Calibration points as numbers.</summary>
/// <param name="Predictions">What the model predicts at each point.</param>
/// <param name="Outcomes">What was observed there.</param>
/// <param name="Inputs">Columns a correction of the prediction may use, each as long as the other two.</param>
/// <param name="Query">The same inputs at the point asked about.</param>
/// <param name="Prediction">What the model predicts there.</param>
public sealed record CalibrationPoints(double[] Predictions, double[] Outcomes, double[][] Inputs, double[] Query, double Prediction)
{
    /// <summary>Number of points n.</summary>
    public int Count => Outcomes.Length;

    /// <summary>Outcome minus prediction at each point.</summary>
    public double[] Residuals()
    {
        var residuals = new double[Count];
        for (var i = 0; i < residuals.Length; i++)
        {
            residuals[i] = Outcomes[i] - Predictions[i];
        }

        return residuals;
    }
}
