namespace Isl.Grains.Words.Attribution;

/// <summary>An outlier and its largest cause in one sentence.</summary>
/// <param name="Outcome">The variable.</param>
/// <param name="Value">Its value.</param>
/// <param name="Chance">The chance of one as extreme.</param>
/// <param name="AtLeast">No draw was as extreme.</param>
/// <param name="First">The variable whose noise adds most.</param>
/// <param name="Contribution">What it adds.</param>
/// <param name="Score">The score.</param>
public sealed record OutlierSummary(
    string Outcome, double Value, double Chance, bool AtLeast, string First, double Contribution, double Score) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Outcome} = {Wording.Exact(Value)} has a score of {(AtLeast ? "at least " : "")}{Wording.Number(Score)}: "
        + (AtLeast ? "no draw of the model is as extreme. " : $"{Wording.Percent(Chance)} of the draws are as extreme. ")
        + $"The noise of {First} adds most, {Wording.Number(Contribution)}.";
}

/// <summary>How an outlier was measured.</summary>
/// <param name="Outcome">The variable.</param>
/// <param name="Median">Its median.</param>
/// <param name="Draws">Draws.</param>
public sealed record OutlierMeasured(string Outcome, double Median, int Draws) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"A value is as extreme when it is as far from the median of {Outcome}, {Wording.Number(Median)}, over {Wording.Count(Draws)} draws.";
}

/// <summary>What a noise adds.</summary>
/// <param name="Variable">Its variable.</param>
/// <param name="Contribution">What it adds.</param>
public sealed record NoiseAdds(string Variable, double Contribution) : Finding
{
    /// <inheritdoc/>
    public override string Text => Contribution >= 0
        ? $"The noise of {Variable} adds {Wording.Number(Contribution)}."
        : $"The noise of {Variable} takes {Wording.Number(-Contribution)} away.";
}

/// <summary>What the confidence was computed from.</summary>
/// <param name="First">The variable whose noise adds most.</param>
public sealed record OutlierConfidence(string First) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Confidence is the share of {First} in all that adds to the score.";
}

/// <summary>What the attribution of an outlier rests on.</summary>
public sealed record OutlierBasis : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "Shapley values of -log P(as extreme or more) over the noises of the outcome and its ancestors (Budhathoki, Minorics, Blöbaum and Janzing, "
        + "2022).";
}

/// <summary>Noises must be recovered.</summary>
public sealed record NoisesRecovered : Finding
{
    /// <inheritdoc/>
    public override string Text => "The model is right, so that its equations give the noises of the case.";
}

/// <summary>Noises follow the model.</summary>
public sealed record NoisesFollowTheModel : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "A contribution says how far a noise explains that the value is extreme under the model. It does not say that the noise itself is a mistake.";
}

/// <summary>The score is a lower limit.</summary>
/// <param name="Draws">Draws.</param>
public sealed record ScoreBeyondDraws(int Draws) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"None of {Wording.Count(Draws)} draws is as extreme, so the score is a lower limit and contributions are measured up to it.";
}

/// <summary>Orders were drawn.</summary>
/// <param name="Orders">How many.</param>
public sealed record OrdersDrawn(int Orders) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"There are too many ancestors to go through all orders, so {Wording.Count(Orders)} were drawn; the errors include what that costs.";
}
