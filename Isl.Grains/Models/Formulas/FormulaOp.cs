namespace Isl.Grains.Models.Formulas;

/// <summary>What a node of a formula computes from its operands.</summary>
internal enum FormulaOp : byte
{
    /// <summary>A constant.</summary>
    Number,

    /// <summary>A variable or exogenous quantity by name; in an <see cref="ExpressionGraph"/>, a block of draws by index.</summary>
    Input,

    /// <summary>The equation's own noise.</summary>
    Noise,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Negate,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    And,
    Or,
    Not,
    If,
    Exp,
    Log,
    Log10,
    Sqrt,
    Abs,
    Min,
    Max,
    Sin,
    Cos,
    Tan,
    Tanh,
    Sigmoid,
    Floor,
    Ceil,
    Round,

    /// <summary>The least count whose chance of not being exceeded, under a Poisson distribution of a given mean, reaches a given one.</summary>
    PoissonQuantile,

    /// <summary>Logarithm of a distribution's density (or probability) at the operand; only made by abduction.</summary>
    LogDensity,
}
