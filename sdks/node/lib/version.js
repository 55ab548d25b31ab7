'use strict';

module.exports = { VERSION: '0.1.0' };
