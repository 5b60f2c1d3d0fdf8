namespace SystemTorch.Tests.Operators;

/// <summary>The operators that SystemTorch binds, on torch.Tensor, torch and torch.linalg: each overload is compared with PyTorch.</summary>
internal static class OperatorNames
{
    internal static readonly HashSet<string> All =
    [
        .. """
           abs abs_ absolute absolute_ acos acos_ acosh acosh_ add add_ addbmm addbmm_ addcdiv addcdiv_ addcmul addcmul_ addmm addmm_ addmv
           addmv_ addr addr_ all allclose amax amin aminmax any arange arccos arccos_ arccosh arccosh_ arcsin arcsin_ arcsinh arcsinh_ arctan
           arctan2 arctan2_ arctan_ arctanh arctanh_ argmax argmin argsort argwhere as_strided asin asin_ asinh asinh_ atan atan2 atan2_
           atan_ atanh atanh_ atleast_1d atleast_2d atleast_3d baddbmm bernoulli bernoulli_ bincount bitwise_and bitwise_and_ bitwise_not
           bitwise_not_ bitwise_or bitwise_or_ bitwise_xor bitwise_xor_ block_diag bmm broadcast_tensors broadcast_to cat cauchy_ ceil ceil_
           celu celu_ chain_matmul cholesky chunk clamp clamp_ clamp_max clamp_max_ clamp_min clamp_min_ clip clone concat contiguous copy_
           copysign copysign_ corrcoef cos cos_ cosh cosh_ count_nonzero cov cummax cummin cumprod cumsum deg2rad deg2rad_ det diag
           diag_embed diagflat diagonal diff digamma digamma_ dist div div_ divide divide_ dot eigh eigvalsh einsum elu eq eq_ equal Equals
           erf erf_ erfc erfc_ erfinv erfinv_ exp exp2 exp2_ exp_ expand expand_as expm1 expm1_ exponential_ eye fill_ fix fix_ flatten flip
           fliplr flipud float_power float_power_ floor floor_ floor_divide floor_divide_ fmax fmin fmod fmod_ frac frac_ full full_like
           gather ge ge_ gelu gelu_ geometric_ ger glu greater greater_equal gt gt_ hardsigmoid hardsigmoid_ hardswish hardswish_ hardtanh
           hardtanh_ heaviside heaviside_ histc hstack hypot i0 i0_ index_add index_add_ index_copy index_copy_ index_fill index_fill_
           index_select inner inv inverse is_nonzero isclose isfinite isin isinf isnan isneginf isposinf kron kthvalue le le_ leaky_relu
           leaky_relu_ lerp lerp_ less less_equal less_equal_ lgamma lgamma_ linspace log log10 log10_ log1p log1p_ log2 log2_ log_
           log_normal_ log_sigmoid log_softmax logaddexp logaddexp2 logcumsumexp logdet logical_and logical_and_ logical_not logical_not_
           logical_or logical_or_ logical_xor logical_xor_ logit logit_ logspace logsumexp lt lt_ masked_fill masked_fill_ masked_scatter
           masked_scatter_ masked_select matmul matrix_exp matrix_norm matrix_power matrix_rank max maximum mean median meshgrid min minimum
           mm mode moveaxis movedim mul mul_ multi_dot multinomial multiply mv nan_to_num nan_to_num_ nanmedian nanquantile nansum narrow ne
           ne_ neg neg_ negative new_full new_zeros nextafter nextafter_ nonzero norm normal_ not_equal not_equal_ ones ones_like
           outer permute pinv poisson positive pow pow_ prelu prod qr quantile rad2deg rad2deg_ rand rand_like randint randint_like randn
           randn_like random_ randperm ravel reciprocal reciprocal_ relu relu6 relu6_ relu_ remainder remainder_ repeat repeat_interleave
           reshape roll round round_ rsqrt rsqrt_ scatter scatter_ scatter_add scatter_add_ select selu selu_ sgn sgn_ sigmoid sigmoid_ sign
           sign_ signbit silu silu_ sin sin_ sinc sinc_ sinh sinh_ slice slogdet softmax softplus solve sort split sqrt sqrt_ square squeeze
           squeeze_ stack std std_mean sub sub_ subtract subtract_ sum svd svdvals swapaxes swapdims t take take_along_dim tan tan_ tanh
           tanh_ tensor_split tensordot threshold threshold_ tile topk trace transpose transpose_ tril tril_ tril_indices triu triu_
           triu_indices true_divide true_divide_ trunc trunc_ unbind unflatten unfold uniform_ unique unsqueeze unsqueeze_ var var_mean vdot
           vector_norm view view_as vstack where xlogy xlogy_ zero_ zeros zeros_like
           """.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries),
    ];
}
