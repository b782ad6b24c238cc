namespace Isl.Grains.Regression;

/// <summary>What a column of a design stands for.</summary>
/// <param name="Variable">The variable; empty for the constant.</param>
/// <param name="Level">The level that it is 1 for; null for numbers.</param>
/// <param name="Piece">Which column of a spline, from 1; 0 for the variable itself.</param>
internal readonly record struct DesignTerm(string Variable, string? Level = null, int Piece = 0)
{
    /// <summary>The constant.</summary>
    public static DesignTerm Constant => new("");

    /// <summary>As it is named to readers: <c>X</c>, or <c>G: level</c>.</summary>
    public string Text => Level is null ? Variable : $"{Variable}: {Level}";
}
