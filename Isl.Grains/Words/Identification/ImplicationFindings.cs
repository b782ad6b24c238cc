namespace Isl.Grains.Words.Identification;

/// <summary>The list of implied independences is cut.</summary>
/// <param name="Listed">Independences listed.</param>
public sealed record MoreImplications(int Listed) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        Listed switch
        {
            0 => "The graph implies independences, although none is listed.",
            1 => "The graph implies more independences than the one listed.",
            _ => $"The graph implies more independences than the {Wording.Count(Listed)} listed.",
        };
}

/// <summary>Tests reject implied independences.</summary>
/// <param name="Rejected">How many; at least one.</param>
/// <param name="Tested">Of how many.</param>
public sealed record DataContradictGraph(int Rejected, int Tested) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The data contradict {Which}, so the graph does not fit the data.";

    private string Which => (Rejected, Tested) switch
    {
        (_, 1) => "the one implied independence that was tested",
        (2, 2) => "both implied independences that were tested",
        _ when Rejected == Tested => $"all {Wording.Count(Tested)} implied independences that were tested",
        _ => $"{Wording.Count(Rejected)} of the {Wording.Count(Tested)} implied independences that were tested",
    };
}

/// <summary>Some independences could not be tested.</summary>
/// <param name="Untested">How many; at least one.</param>
public sealed record ImplicationsUntested(int Untested) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Wording.Count(Untested, "implied independence")} could not be tested with these data. "
            + Wording.Of(Untested, "Its note says why.", "The note of each says why.");
}

/// <summary>The data lack a variable.</summary>
/// <param name="Variable">The variable.</param>
public sealed record ColumnMissing(string Variable) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The data have no column {Variable}.";
}

/// <summary>A variable does not vary.</summary>
/// <param name="Variable">The variable.</param>
public sealed record ConstantInData(string Variable) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Variable} is constant in the data.";
}

/// <summary>A variable is determined by what is conditioned on.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Given">What is conditioned on; not empty.</param>
public sealed record LinearInData(string Variable, IReadOnlyList<string> Given) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Variable} is a linear function of {SetWords.CutList(Given)} in the data.";
}

/// <summary>The test has no degrees of freedom.</summary>
/// <param name="Rows">Rows of the data.</param>
/// <param name="Given">Independent columns conditioned on.</param>
/// <param name="Needed">Rows the test needs.</param>
public sealed record TooFewRowsToTest(int Rows, int Given, int Needed) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The data have {Wording.Count(Rows, "row")}. A test {Condition} needs at least {Wording.Count(Needed)}.";

    private string Condition => Given == 0 ? "without conditioning" : $"given {Wording.Count(Given, "column")}";
}

/// <summary>Some columns conditioned on add nothing.</summary>
/// <param name="Redundant">How many; at least one.</param>
/// <param name="Given">Columns conditioned on.</param>
public sealed record RedundantColumns(int Redundant, int Given) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        Given == 1
            ? "The column conditioned on is constant."
            : $"{Wording.Count(Redundant)} of the {Wording.Count(Given)} columns conditioned on "
                + Wording.Of(Redundant, "is constant or a linear function of the others.", "are constant or linear functions of the others.");
}
