namespace Isl.Grains.Effects.Samples;

/// <summary>What a column is to an estimator.</summary>
internal enum VariableKind
{
    /// <summary>Numbers.</summary>
    Numeric,

    /// <summary>Two values of whatever sort.</summary>
    Binary,

    /// <summary>Levels without distances.</summary>
    Category,

    /// <summary>One value, or none.</summary>
    Constant,
}
