'use strict';

module.exports = { VERSION: '0.2.0' };
